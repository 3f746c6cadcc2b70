// SPDX-License-Identifier: Apache-2.0
// Events over time: cooperation upwards, conflict downwards, and below it how many reports there are to tell of any.
// uPlot draws it; the table of figures beside it says the same.
import { useEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { plural, quadKeys, quads } from "./words.jsx";

const HEIGHT = 260, COVERAGE_HEIGHT = 110; // in pixels, as in style.css
const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

// Periods are UTC days in seconds.
const secondsOf = (day) => Date.parse(day) / 1000;
const dayOf = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

function nextPeriod(day, by) {
  const at = new Date(`${day}T00:00:00Z`);
  if (by === "year") at.setUTCFullYear(at.getUTCFullYear() + 1);
  else if (by === "month") at.setUTCMonth(at.getUTCMonth() + 1);
  else at.setUTCDate(at.getUTCDate() + (by === "week" ? 7 : 1));
  return at.toISOString().slice(0, 10);
}

export function periodName(day, by) {
  if (by === "year") return day.slice(0, 4);
  return by === "month" ? `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}` : by === "week" ? `week of ${day}` : day;
}

// The first and the last day of a period.
export const daysOf = (day, by) => [day, dayOf(secondsOf(nextPeriod(day, by)) - 86400)];

function inWords(row, by) {
  if (row.reports === 0) return `${periodName(row.period, by)}: no report is held`;
  const told = quadKeys.map((key, i) => [row[key], quads[i]]).filter(([n]) => n > 0).map(([n, name]) => `${n} ${name}`);
  return `${periodName(row.period, by)}: ${told.join(", ") || "no event"}; ${plural(row.reports, "report")}`;
}

// The names of the marks on the axis of time: the year stands where it begins.
function tickNames(u, ticks, axis, space, seconds) {
  return ticks.map((tick, i) => {
    const [year, month, day] = dayOf(tick).split("-");
    if (seconds >= 365 * 86400) return year;
    const name = months[Number(month) - 1];
    const isNew = i === 0 || dayOf(ticks[i - 1]).slice(0, 4) !== year;
    return (seconds >= 28 * 86400 ? name : `${Number(day)} ${name}`) + (isNew ? `\n${year}` : "");
  });
}

function useScheme() {
  const [dark, setDark] = useState(matchMedia("(prefers-color-scheme: dark)").matches);
  useEffect(() => {
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setDark(scheme.matches);
    scheme.addEventListener("change", follow);
    return () => scheme.removeEventListener("change", follow);
  }, []);
  return dark;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Spans of periods without any report, from the first's start to the last's end.
function gapsOf(rows, starts, ends) {
  const gaps = [];
  rows.forEach((row, i) => {
    if (row.reports > 0) return;
    if (gaps.length && gaps.at(-1)[1] === starts[i]) gaps.at(-1)[1] = ends[i];
    else gaps.push([starts[i], ends[i]]);
  });
  return gaps;
}

function drawGaps(gaps) {
  return (u) => {
    u.ctx.save();
    u.ctx.fillStyle = colour("--gap");
    for (const [from, to] of gaps) {
      const left = u.valToPos(from, "x", true);
      u.ctx.fillRect(left, u.bbox.top, u.valToPos(to, "x", true) - left, u.bbox.height);
    }
    u.ctx.restore();
  };
}

// One bar stands in front of another: the whole in the colour of words, then what is material of it.
function eventData(rows) {
  const sum = (one, other, sign) => rows.map((r) => (r[one] == null ? null : sign * (r[one] + (other ? r[other] : 0))));
  return [sum("verbal_cooperation", "material_cooperation", 1), sum("material_cooperation", null, 1),
    sum("verbal_conflict", "material_conflict", -1), sum("material_conflict", null, -1)];
}

function plot(place, { rows, by, height, data, colours, label, withTimes, onPeriod, onRange }) {
  const starts = rows.map((r) => secondsOf(r.period));
  const ends = rows.map((r) => secondsOf(nextPeriod(r.period, by)));
  const bars = uPlot.paths.bars({ size: [0.85, 48], align: 1 });
  const at = (u, left) => Math.max(0, starts.findLastIndex((start) => start <= u.posToVal(left, "x")));
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } };
  const options = {
    width: place.clientWidth,
    height,
    padding: [8, 14, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    legend: { show: false },
    cursor: { drag: { x: true, y: false, setScale: false }, sync: { key: "periods" }, y: false, points: { show: false } },
    scales: { x: { range: () => [starts[0], ends.at(-1)] }, y: { range: (u, low, high) => [Math.min(low ?? 0, 0) * 1.08, Math.max(high ?? 1, 1) * 1.08] } },
    axes: [
      { ...axis, show: withTimes, size: 44, values: tickNames, incrs: [1, 7, 14, 30, 90, 180, 365, 1825, 3650].map((n) => n * 86400) },
      { ...axis, size: 56, label, labelSize: 18, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5], space: 22, values: (u, ticks) => ticks.map((t) => Math.abs(t).toLocaleString("en")) },
    ],
    series: [{}, ...colours.map((name) => ({ stroke: colour(name), fill: colour(name), paths: bars, points: { show: false }, width: 0 }))],
    hooks: {
      drawClear: [drawGaps(gapsOf(rows, starts, ends))],
      setCursor: [(u) => onPeriod(u.cursor.left >= 0 ? rows[at(u, u.cursor.left)] : null)],
      setSelect: [(u) => {
        if (u.select.width <= 4 || !onRange) return;
        onRange(rows[at(u, u.select.left)].period, dayOf(ends[at(u, u.select.left + u.select.width)] - 86400));
        u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      }],
    },
  };
  const made = new uPlot(options, [starts, ...data], place);
  const resize = new ResizeObserver(() => made.setSize({ width: place.clientWidth, height }));
  resize.observe(place);
  return () => { resize.disconnect(); made.destroy(); };
}

export function Chart({ rows, by, label, onRange }) {
  const events = useRef(), coverage = useRef(), readout = useRef();
  const dark = useScheme();
  useEffect(() => {
    const onPeriod = (row) => { readout.current.textContent = row ? inWords(row, by) : "\u00a0"; };
    const common = { rows, by, onPeriod, onRange };
    const ends = [
      plot(events.current, { ...common, height: HEIGHT, data: eventData(rows), colours: ["--q1", "--q2", "--q3", "--q4"], label: "conflict · cooperation", withTimes: false }),
      plot(coverage.current, { ...common, height: COVERAGE_HEIGHT, data: [rows.map((r) => r.reports)], colours: ["--bars"], label: "reports", withTimes: true }),
    ];
    onPeriod(null);
    return () => ends.forEach((end) => end());
  }, [rows, by, dark]);
  return (
    <figure class="chart">
      <figcaption class="row legend">
        {quads.map((name, i) => <span key={name}><span class={`key q${i + 1}`} /> {name}</span>)}
        <span><span class="key bars" /> reports held</span> <span><span class="key gap" /> no report held</span>
      </figcaption>
      <div role="img" aria-label={`${label}; the table of figures says the same`}><div ref={events} /><div ref={coverage} /></div>
      <p class="readout soft" ref={readout} aria-hidden="true" />
    </figure>
  );
}

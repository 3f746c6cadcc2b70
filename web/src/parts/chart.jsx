// SPDX-License-Identifier: Apache-2.0
// Cooperation and conflict over time with coverage; drag to zoom. uPlot draws it, the table below it says it.
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { quadKeys, quads } from "./words.jsx";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export function Chart({ rows, onRange }) {
  const box = useRef();
  useEffect(() => {
    const place = box.current;
    const times = rows.map((r) => Date.parse(r.period) / 1000);
    const value = (key) => rows.map((r) => r[key]);
    const options = {
      width: place.clientWidth,
      height: 280,
      cursor: { drag: { x: true, y: false } },
      scales: { coverage: { range: (u, low, high) => [0, Math.max(high * 3, 1)] } },
      axes: [
        { stroke: colour("--ink"), grid: { stroke: colour("--line") } },
        { stroke: colour("--ink"), grid: { stroke: colour("--line") }, label: "events" },
        { stroke: colour("--soft"), scale: "coverage", side: 1, label: "reports", grid: { show: false } },
      ],
      series: [
        {},
        ...quads.map((label, i) => ({ label, stroke: colour(`--q${i + 1}`), width: 2, points: { show: rows.length < 60 }, spanGaps: false })),
        { label: "reports (coverage)", scale: "coverage", stroke: colour("--soft"), dash: [4, 4] },
      ],
      hooks: {
        setSelect: [(u) => {
          if (u.select.width > 4 && onRange) {
            const day = (x) => new Date(u.posToVal(x, "x") * 1000).toISOString().slice(0, 10);
            onRange(day(u.select.left), day(u.select.left + u.select.width));
          }
        }],
      },
    };
    const plot = new uPlot(options, [times, ...quadKeys.map(value), value("reports")], place);
    const resize = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: 280 }));
    resize.observe(place);
    return () => { resize.disconnect(); plot.destroy(); };
  }, [rows]);
  return <div class="chart" ref={box} role="img" aria-label="Events by class over time, with the number of reports; the table below has the figures" />;
}

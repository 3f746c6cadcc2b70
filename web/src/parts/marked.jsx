// SPDX-License-Identifier: Apache-2.0
// A text with what the coder found in it marked: events, actors, statements, times. Spans are code points.
import { useMemo } from "preact/hooks";

export function marksOf(coding) {
  const marks = [];
  const add = (kind, span, id, label) => span && marks.push({ kind, from: span[0], to: span[1], id, label });
  coding.events.forEach((e) => add("event", e.trigger, e.id, `${e.cameo} ${e.plover ?? ""}`));
  coding.actors.forEach((a, i) => a.mentions.forEach((m) => add("actor", m.span, `actor${i}`, `${a.name}${a.code ? " " + a.code : ""}`)));
  coding.statements.forEach((s, i) => s.content.forEach((c) => add("statement", c, `statement${i}`, `said by ${coding.actors[s.speaker?.actor]?.name ?? "unknown"}`)));
  (coding.times ?? []).forEach((t, i) => add("time", t.span, `time${i}`, t.value ?? "time"));
  return marks;
}

// Cuts the text wherever a mark begins or ends: pieces with the marks that each is in. Marks are entered and left once.
function piecesOf(length, marks) {
  const edges = new Set([0, length]);
  const begins = new Map();
  for (const mark of marks) {
    const from = Math.max(0, mark.from), to = Math.min(length, mark.to);
    if (from >= to) continue;
    edges.add(from).add(to);
    if (!begins.has(from)) begins.set(from, []);
    begins.get(from).push(mark);
  }
  const at = [...edges].sort((a, b) => a - b);
  let open = [];
  return at.slice(0, -1).map((from, i) => {
    open = open.filter((m) => m.to > from).concat(begins.get(from) ?? []);
    return { from, to: at[i + 1], marks: open };
  });
}

function Piece({ text, marks, selected, onSelect }) {
  if (marks.length === 0) return text;
  const event = marks.find((m) => m.kind === "event");
  const names = marks.map((m) => m.kind).join(" ");
  const title = marks.map((m) => m.label).filter(Boolean).join(" · ");
  if (!event) return <span class={names} title={title}>{text}</span>;
  const chosen = event.id === selected;
  return <button type="button" class={chosen ? `${names} chosen` : names} title={title} aria-pressed={chosen} onClick={() => onSelect(event.id)}>{text}</button>;
}

// range: the code points that a link to the text speaks of.
export function Marked({ text, marks, shown, selected, range, onSelect }) {
  const points = useMemo(() => Array.from(text), [text]);
  const pieces = useMemo(() => {
    const found = range ? [{ kind: "found", from: range[0], to: range[1] }] : [];
    return piecesOf(points.length, marks.filter((m) => shown.includes(m.kind)).concat(found));
  }, [points, marks, shown, range?.join()]);
  return <div class="marked">{pieces.map((p) => <Piece key={p.from} text={points.slice(p.from, p.to).join("")} marks={p.marks} selected={selected} onSelect={onSelect} />)}</div>;
}

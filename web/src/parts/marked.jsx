// SPDX-License-Identifier: Apache-2.0
// A text with what the coder found in it marked: events, actors, statements, times. Spans are code points.
export const kinds = { event: "event", actor: "actor", statement: "statement", time: "time" };

export function marksOf(coding) {
  const marks = [];
  const add = (kind, span, id, label) => span && marks.push({ kind, from: span[0], to: span[1], id, label });
  coding.events.forEach((e) => add("event", e.trigger, e.id, `${e.cameo} ${e.plover ?? ""}`));
  coding.actors.forEach((a, i) => a.mentions.forEach((m) => add("actor", m.span, `actor${i}`, `${a.name}${a.code ? " " + a.code : ""}`)));
  coding.statements.forEach((s, i) => s.content.forEach((c) => add("statement", c, `statement${i}`, `said by ${coding.actors[s.speaker?.actor]?.name ?? "unknown"}`)));
  (coding.times ?? []).forEach((t, i) => add("time", t.span, `time${i}`, t.value ?? "time"));
  return marks;
}

// Cuts the text wherever a mark begins or ends; a piece bears the classes of all that it is in.
export function Marked({ text, marks, shown, selected, range, onSelect }) {
  const points = Array.from(text);
  const active = marks.filter((m) => shown.includes(m.kind));
  const cuts = new Set([0, points.length]);
  active.forEach((m) => { cuts.add(m.from); cuts.add(m.to); });
  if (range) range.forEach((at) => cuts.add(at));
  const at = [...cuts].filter((c) => c >= 0 && c <= points.length).sort((a, b) => a - b);
  return (
    <div class="marked">
      {at.slice(0, -1).map((from, i) => {
        const piece = points.slice(from, at[i + 1]).join("");
        const here = active.filter((m) => m.from <= from && m.to >= at[i + 1]);
        const event = here.find((m) => m.kind === "event");
        const names = here.map((m) => m.kind).concat(range && from >= range[0] && from < range[1] ? ["found"] : []);
        if (names.length === 0) return piece;
        const title = here.map((m) => m.label).join(" · ");
        return event ? (
          <button key={from} type="button" class={`${names.join(" ")} ${event.id === selected ? "chosen" : ""}`} title={title} aria-pressed={event.id === selected} onClick={() => onSelect(event.id)}>{piece}</button>
        ) : <span key={from} class={names.join(" ")} title={title}>{piece}</span>;
      })}
    </div>
  );
}

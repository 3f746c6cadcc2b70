// SPDX-License-Identifier: Apache-2.0
// What occurred, each once, along a line of time.
import { link } from "../route.js";
import { days, plural } from "./words.jsx";

const slots = ["date", "place", "figure", "label", "code"];

function Variants({ variants }) {
  const vary = slots.map((slot) => [slot, variants.filter((v) => v.slot === slot).map((v) => v.value)]).filter(([, values]) => values.length > 1);
  return vary.length > 0 && <dl class="vary">{vary.map(([slot, values]) => <div key={slot}><dt>{slot}</dt><dd>{values.join(" ↔ ")}</dd></div>)}</dl>;
}

// planned, then held, then called off: one occurrence with a history.
function History({ history }) {
  return history.length > 1 && <p class="soft">{history.map((h) => `${h.status} (told ${h.told})`).join(" → ")}</p>;
}

const names = (side) => (Array.isArray(side) ? side : (side ?? "").split(",")).filter(Boolean);

// Its events: the class and the pair within the days of the story's reports.
function eventsOf(occurrence, reports) {
  const told = reports.map((r) => r.date).filter(Boolean).sort();
  return link("search", "events", {
    from: told[0], to: told.at(-1), type: occurrence.family, source: names(occurrence.source)[0], target: names(occurrence.target)[0], assertion: "any",
  });
}

export function Occurrences({ items, reports }) {
  const of = (kind, occurrence) => items.filter((i) => i.kind === kind && i.occurrence === occurrence);
  return (
    <ol class="timeline">
      {items.filter((i) => i.kind === "occurrence").map((o) => (
        <li key={o.occurrence} class={o.part_of ? "part" : undefined}>
          <span class="day">{days(o.first_day, o.last_day)}</span>
          <div>
            <a href={eventsOf(o, reports)}><b>{o.family}</b> {names(o.source).join(", ") || "—"} <span aria-hidden="true">→</span><span class="sr">to</span> {names(o.target).join(", ") || "—"}</a>
            {o.status !== "held" && <span class="chip">{o.status}</span>}
            <div class="soft">{plural(o.reports, "report")} · {plural(o.outlets, "outlet")} · {plural(o.origins, "origin")} · {plural(o.sides, "side")}{o.part_of && ` · part of number ${o.part_of}`}</div>
            <History history={of("history", o.occurrence)} />
            <Variants variants={of("variant", o.occurrence)} />
          </div>
        </li>
      ))}
    </ol>
  );
}

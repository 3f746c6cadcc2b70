// SPDX-License-Identifier: Apache-2.0
// A coding: its text with marks, its events as a list, and the chosen event's reasons.
import { useState } from "preact/hooks";
import { Marked, marksOf } from "./marked.jsx";
import { Quad, days, rootOf } from "./words.jsx";

const layers = [["event", "events"], ["actor", "actors"], ["statement", "statements"], ["time", "times"]];

export function Coding({ coding, event, onEvent, range, explanation }) {
  const [shown, setShown] = useState(["event", "actor", "statement", "time"]);
  const names = (side) => side.map((p) => coding.actors[p.actor].name).join(", ") || "—";
  const toggle = (kind) => setShown(shown.includes(kind) ? shown.filter((k) => k !== kind) : [...shown, kind]);
  return (
    <div class="columns wide">
      <section aria-label="Text">
        <div class="row tools" role="group" aria-label="What is marked">
          {layers.map(([kind, label]) => <label key={kind} class={`layer ${kind}`}><input type="checkbox" checked={shown.includes(kind)} onChange={() => toggle(kind)} /> {label}</label>)}
        </div>
        {coding.report.text == null ? <p class="state">The store keeps no texts (<code>--no-text</code>).</p> : <Marked text={coding.report.text} marks={marksOf(coding)} shown={shown} selected={event} range={range} onSelect={onEvent} />}
      </section>
      <section aria-label="Events">
        <h2>{coding.events.length === 0 ? "No events" : `Events (${coding.events.length})`}</h2>
        {coding.events.length === 0 && <p class="soft">The text tells of nothing that is coded: who did something to whom, in politics or conflict.</p>}
        <ul class="events">
          {coding.events.map((e) => (
            <li key={e.id} class={e.id === event ? "event chosen" : "event"}>
              <button type="button" class="bare" aria-expanded={e.id === event} onClick={() => onEvent(e.id === event ? null : e.id)}>
                <Quad quad={e.quad_gdelt}>{e.plover ?? "STATEMENT"} <small>{e.cameo}</small></Quad> <strong>{names(e.source)}</strong> → <strong>{names(e.target)}</strong>
                <small class="soft"> {rootOf(e.cameo)}; {e.assertion}, {e.time}{e.date ? `, ${days(e.date.from, e.date.to)}` : ""}{e.attribution.length > 0 && `; told by ${e.attribution.map((a) => coding.actors[a.actor]?.name ?? a.kind).join(" < ")}`}; confidence {e.confidence.toFixed(2)}</small>
              </button>
              {e.id === event && explanation(e.id)}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

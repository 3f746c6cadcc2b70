// SPDX-License-Identifier: Apache-2.0
// A coding: its text with marks, its events as a list, and the chosen event's reasons.
import { useState } from "preact/hooks";
import { Marked, marksOf } from "./marked.jsx";
import { Code, days, rootOf } from "./words.jsx";

const layers = [["event", "events"], ["actor", "actors"], ["statement", "statements"], ["time", "times"]];

function Choice({ shown, onChange }) {
  const toggle = (kind) => onChange(shown.includes(kind) ? shown.filter((k) => k !== kind) : [...shown, kind]);
  return (
    <div class="row tools" role="group" aria-label="What is marked">
      {layers.map(([kind, label]) => <label key={kind} class={`layer ${kind}`}><input type="checkbox" checked={shown.includes(kind)} onChange={() => toggle(kind)} /> {label}</label>)}
    </div>
  );
}

// What stands beside an event's code and pair, as words.
function circumstances(event, actors) {
  const told = event.attribution.map((a) => actors[a.actor]?.name ?? a.kind);
  return [
    rootOf(event.cameo), `${event.assertion}, ${event.time}`, event.date && days(event.date.from, event.date.to), event.place?.name && `in ${event.place.name}`,
    told.length > 0 && `told by ${told.join(", as told by ")}`, `confidence ${event.confidence.toFixed(2)}`,
  ].filter(Boolean).join(" · ");
}

function Event({ event, actors, chosen, onEvent, explanation }) {
  const names = (side) => side.map((p) => actors[p.actor].name).join(", ") || "—";
  return (
    <li class={chosen ? "event chosen" : "event"}>
      <button type="button" class="bare" aria-expanded={chosen} onClick={() => onEvent(chosen ? null : event.id)}>
        <span class="row"><Code event={event} /> <span class="pair"><strong>{names(event.source)}</strong> → <strong>{names(event.target)}</strong></span></span>
        <small class="soft">{circumstances(event, actors)}</small>
      </button>
      {chosen && explanation(event.id)}
    </li>
  );
}

export function Coding({ coding, event, onEvent, range, explanation }) {
  const [shown, setShown] = useState(["event", "actor", "statement", "time"]);
  const { events, actors, report } = coding;
  return (
    <div class="columns wide">
      <section aria-label="Text">
        <Choice shown={shown} onChange={setShown} />
        {report.text == null ? <p class="state">The store keeps no texts (<code>--no-text</code>).</p> : <Marked text={report.text} marks={marksOf(coding)} shown={shown} selected={event} range={range} onSelect={onEvent} />}
      </section>
      <section aria-labelledby="events">
        <h2 id="events">{events.length === 0 ? "No events" : `Events (${events.length})`}</h2>
        {events.length === 0 ? <p class="soft">The text tells of nothing that is coded: who did something to whom, in politics or conflict.</p> : <p class="soft">Choose one, here or in the text, for the entry, the tree and the steps that made it.</p>}
        <ul class="events">{events.map((e) => <Event key={e.id} event={e} actors={actors} chosen={e.id === event} onEvent={onEvent} explanation={explanation} />)}</ul>
      </section>
    </div>
  );
}

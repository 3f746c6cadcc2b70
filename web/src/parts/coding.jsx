// SPDX-License-Identifier: Apache-2.0
// A coding: its text with marks, its events as a list, and the chosen event's reasons.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Marked, marksOf } from "./marked.jsx";
import { Code, days, rootOf } from "./words.jsx";

const AT_ONCE = 300; // events, of a report that has more

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
  const item = useRef();
  useEffect(() => { if (chosen) item.current.scrollIntoView({ block: "nearest" }); }, [chosen]);
  return (
    <li ref={item} class={chosen ? "event chosen" : "event"}>
      <button type="button" class="bare" aria-expanded={chosen} onClick={() => onEvent(chosen ? null : event.id)}>
        <span class="row"><Code event={event} /> <span class="pair"><strong>{names(event.source)}</strong> → <strong>{names(event.target)}</strong></span></span>
        <small class="soft">{circumstances(event, actors)}</small>
      </button>
      {chosen && explanation(event.id)}
    </li>
  );
}

// All that come before the chosen one, and some more.
function Events({ events, event, ...rest }) {
  const [all, setAll] = useState(false);
  const most = all ? events.length : Math.max(AT_ONCE, 1 + events.findIndex((e) => e.id === event));
  return (
    <>
      <ul class="events">{events.slice(0, most).map((e) => <Event key={e.id} event={e} chosen={e.id === event} {...rest} />)}</ul>
      {most < events.length && <p><button type="button" onClick={() => setAll(true)}>Show all {events.length.toLocaleString("en")}</button></p>}
    </>
  );
}

export function Coding({ coding, event, onEvent, range, explanation }) {
  const [shown, setShown] = useState(["event", "actor", "statement", "time"]);
  const { events, actors, report } = coding;
  const marks = useMemo(() => marksOf(coding), [coding]);
  return (
    <div class="columns wide">
      <section aria-label="Text">
        <Choice shown={shown} onChange={setShown} />
        {report.text == null ? <p class="state">The store keeps no texts (<code>--no-text</code>).</p> : <Marked text={report.text} marks={marks} shown={shown} selected={event} range={range} onSelect={onEvent} />}
      </section>
      <section aria-labelledby="events">
        <h2 id="events">{events.length === 0 ? "No events" : `Events (${events.length.toLocaleString("en")})`}</h2>
        {events.length === 0 ? <p class="soft">The text tells of nothing that is coded: who did something to whom, in politics or conflict.</p> : <p class="soft">Choose one, here or in the text, for the entry, the tree and the steps that made it.</p>}
        <Events events={events} event={event} actors={actors} onEvent={onEvent} explanation={explanation} />
      </section>
    </div>
  );
}

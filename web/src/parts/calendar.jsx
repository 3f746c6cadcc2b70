// SPDX-License-Identifier: Apache-2.0
// What reports say is planned, by the days for which it is: what is ahead of the last report, then what was ahead of its own.
import { query, useAnswer } from "../api.js";
import { link } from "../route.js";
import { Answer } from "./state.jsx";
import { Code, Pair, evidenceOf, plural } from "./words.jsx";

const SHOWN = 8, LIMIT = 300;
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const range = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

function isMonth(from, to) {
  const after = new Date(Date.parse(to) + 86400000).toISOString();
  return from.endsWith("-01") && after.slice(8, 10) === "01" && from.slice(0, 7) === to.slice(0, 7);
}

function when(from, to) {
  if (from === to) return day.format(Date.parse(from));
  return isMonth(from, to) ? month.format(Date.parse(from)) : range.formatRange(Date.parse(from), Date.parse(to));
}

// Plans with one day, act and pair are one entry, told by several reports.
function entriesOf(events) {
  const entries = new Map();
  for (const event of events) {
    if (!event.date_from || !event.told || event.date_from <= event.told) continue;
    const key = [event.date_from, event.date_to, event.plover, [...event.source_name].sort(), [...event.target_name].sort()].join("|");
    const entry = entries.get(key) ?? { event, tellings: [] };
    entry.tellings.push(event);
    entries.set(key, entry);
  }
  return [...entries.values()];
}

function Entry({ entry: { event, tellings } }) {
  return (
    <li class="event">
      <div class="row"><span class="when">{when(event.date_from, event.date_to ?? event.date_from)}</span> <Code event={event} /> <Pair event={event} /></div>
      <p class="evidence">
        <a href={link("report", event.report, { event: event.event, story: event.story })}>{evidenceOf(event)}</a>
        <small>{event.told}, {event.publisher ?? event.report}{tellings.length > 1 && ` and ${plural(tellings.length - 1, "telling")} more`}{event.story != null && <> · <a href={link("story", event.story)}>its story</a></>}</small>
      </p>
    </li>
  );
}

const List = ({ entries }) => <ol class="events calendar">{entries.slice(0, SHOWN).map((entry) => <Entry key={entry.event.event} entry={entry} />)}</ol>;

const byDay = (a, b) => (a.event.date_from < b.event.date_from ? -1 : 1);

// What was ahead of its report and is not of the last one.
function GoneBy({ today }) {
  const answer = useAnswer("/events" + query({ time: "future", "occurs-to": today, limit: LIMIT }));
  return (
    <Answer answer={answer}>
      {({ items }) => {
        const entries = entriesOf(items.filter((e) => e.date_to < today)).sort(byDay).reverse();
        return entries.length > 0 && <details open={entries.length < SHOWN}><summary>Planned for days gone by</summary><List entries={entries} /></details>;
      }}
    </Answer>
  );
}

export function Calendar({ today }) {
  const answer = useAnswer("/events" + query({ time: "future", "occurs-from": today, limit: LIMIT }));
  return (
    <>
      <Answer answer={answer}>
        {({ items }) => {
          const entries = entriesOf(items).sort(byDay);
          return entries.length ? <List entries={entries} /> : <p class="soft">Nothing with a day after the last report, {today}.</p>;
        }}
      </Answer>
      <GoneBy today={today} />
      <p><a href={link("search", "events", { time: "future", "occurs-from": today })}>All that is ahead</a> · <a href={link("search", "events", { time: "future" })}>All plans</a></p>
    </>
  );
}

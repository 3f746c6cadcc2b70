// SPDX-License-Identifier: Apache-2.0
// Lists of anything, by filters that stand in the URL.
import { BASE, query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Filters } from "../parts/filters.jsx";
import { Table } from "../parts/table.jsx";
import { opening } from "../parts/opening.js";
import { EventLine, plural } from "../parts/words.jsx";
import { StoryLine } from "./stories.jsx";

const days = ["from", "to", "publisher", "text"];
const lists = {
  events: [...days, "actor", "source", "target", "country", "type", "code", "place", "assertion"],
  statements: [...days, "actor", "source", "target", "country"],
  reports: days,
  stories: [...days, "actor", "country", "type"],
  occurrences: [...days, "actor", "source", "target", "country", "type", "code", "place"],
};

const occurrenceColumns = [["occurrence"], ["first_day", "day"], ["family"], ["status"], ["source"], ["target"], ["reports"], ["outlets"], ["origins"], ["sides"]].map(([key, title]) => ({ key, title: title ?? key, number: /s$/.test(key) && key !== "status" }));

const show = {
  events: (items) => <ul class="events">{items.map((e) => <EventLine key={e.event} event={e} />)}</ul>,
  statements: (items) => (
    <ul class="events">{items.map((s, i) => (
      <li key={i} class="event"><div class="row"><span class="day">{s.told}</span><strong>{s.speaker ?? "unknown"}</strong> <small>{s.speaker_code ?? "no code"}</small> <span class="chip">{s.form}</span></div>
        <blockquote>{s.content ?? "The store keeps no text."}</blockquote><a href={link("report", s.report)}>{s.publisher ?? s.report}</a></li>
    ))}</ul>
  ),
  reports: (items) => <ul class="plain">{items.map((r) => <li key={r.report}>{r.date} <a href={link("report", r.report)}>{r.title ?? opening(r.opening) ?? r.report}</a> <small>{r.publisher ?? r.report} · {plural(r.events, "event")} · {plural(r.statements, "statement")}</small>{r.story != null && <> <a href={link("story", r.story)}>its story</a></>}</li>)}</ul>,
  stories: (items) => <ul class="stories">{items.map((s) => <StoryLine key={s.story} story={s} />)}</ul>,
  occurrences: (items) => <Table caption="Occurrences" columns={occurrenceColumns} rows={items} />,
};

export function Search({ route }) {
  const list = lists[route.id] ? route.id : "events";
  const filters = Object.fromEntries(route.query);
  const known = Object.fromEntries(Object.entries(filters).filter(([name]) => lists[list].includes(name) || name === "after"));
  const answer = useAnswer(`/${list}` + query({ limit: 50, ...known }));
  return (
    <>
      <h1>Search</h1>
      <nav class="tabs" aria-label="What to search">{Object.keys(lists).map((name) => <a key={name} href={link("search", name, filters)} aria-current={name === list ? "page" : undefined}>{name}</a>)}</nav>
      <Filters key={list} names={lists[list]} values={known} onChange={(f) => setFilters({ ...route, id: list }, f)} />
      <p><a href={`${BASE}/${list}.csv${query({ ...known, after: "", limit: 1000 })}`} download>CSV of these</a></p>
      <Answer answer={answer} empty={<p>Nothing fits. Fewer filters find more; only <em>actual</em> events are shown unless Assertion says <code>any</code>.</p>}>
        {({ items, next }) => (
          <>
            {show[list](items)}
            {next && <p><a href={link("search", list, { ...known, after: next })}>More</a></p>}
          </>
        )}
      </Answer>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Lists of anything, by filters that stand in the URL.
import { query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Filters } from "../parts/filters.jsx";
import { Files, Table } from "../parts/table.jsx";
import { opening } from "../parts/opening.js";
import { EventLine, plural } from "../parts/words.jsx";
import { StoryLine } from "./stories.jsx";

const report = ["text", "from", "to", "publisher"];
const lists = {
  events: [...report, "actor", "source", "target", "country", "type", "code", "place", "assertion", "time", "occurs-from", "occurs-to"],
  statements: [...report, "actor", "source", "target", "country"],
  reports: report,
  stories: [...report, "actor", "country", "type"],
  occurrences: [...report, "actor", "source", "target", "country", "type", "code", "place", "occurs-from", "occurs-to"],
};

const occurrenceColumns = [
  { key: "first_day", title: "day", date: true },
  { key: "family", title: "class", cell: (o) => <a href={link("search", "events", { type: o.family, source: o.source?.[0], target: o.target?.[0], assertion: "any" })}>{o.family}</a> },
  ...["status", "source", "target"].map((key) => ({ key, title: key })),
  ...["reports", "outlets", "origins", "sides"].map((key) => ({ key, title: key, number: true })),
];

const Statement = ({ statement: s }) => (
  <li class="event">
    <div class="row"><span class="day">{s.told}</span><strong>{s.speaker ?? "unknown"}</strong> <small>{s.speaker_code ?? "no code"}</small> <span class="chip">{s.form}</span></div>
    <p class="evidence"><a href={link("report", s.report)}>{s.content ?? "The store keeps no text."}</a><small>{s.publisher ?? s.report}</small></p>
  </li>
);

const ReportLine = ({ report: r }) => (
  <li>
    <span class="day">{r.date}</span> <a href={link("report", r.report, { story: r.story })}>{r.title ?? opening(r.opening) ?? r.report}</a>{" "}
    <small>{r.publisher ?? r.report} · {plural(r.events, "event")} · {plural(r.statements, "statement")}{r.story != null && <> · <a href={link("story", r.story)}>its story</a></>}</small>
  </li>
);

const show = {
  events: (items) => <ul class="events">{items.map((e) => <EventLine key={e.event} event={e} />)}</ul>,
  statements: (items) => <ul class="events">{items.map((s, i) => <Statement key={i} statement={s} />)}</ul>,
  reports: (items) => <ul class="plain">{items.map((r) => <ReportLine key={r.report} report={r} />)}</ul>,
  stories: (items) => <ul class="stories">{items.map((s) => <StoryLine key={s.story} story={s} />)}</ul>,
  occurrences: (items) => <Table caption="Occurrences" columns={occurrenceColumns} rows={items} />,
};

const Nothing = ({ list }) => (
  <>
    <h2>Nothing fits</h2>
    <p>Fewer filters find more. A part of a word finds it with a star: <code>sanction*</code>.{list === "events" && <> Only <em>actual</em> events are shown unless Assertion says <code>any</code>.</>}</p>
  </>
);

export function Search({ route }) {
  const list = lists[route.id] ? route.id : "events";
  const filters = Object.fromEntries(route.query);
  const { after, ...known } = Object.fromEntries(Object.entries(filters).filter(([name]) => lists[list].includes(name) || name === "after"));
  const kept = { ...filters, after: null };
  const answer = useAnswer(`/${list}` + query({ ...known, after, limit: 50 }));
  return (
    <>
      <h1>Search</h1>
      <nav class="tabs" aria-label="What to search">{Object.keys(lists).map((name) => <a key={name} href={link("search", name, kept)} aria-current={name === list ? "page" : undefined}>{name}</a>)}</nav>
      <Filters names={lists[list]} values={known} onChange={(f) => setFilters({ ...route, id: list }, f)} />
      <Answer answer={answer} empty={<Nothing list={list} />}>
        {({ items, next }) => (
          <>
            <Files path={`/${list}`} asked={query({ ...known, limit: 1000 })} />
            {show[list](items)}
            <p class="row">{after && <a href={link("search", list, known)}>First page</a>}{next && <a href={link("search", list, { ...known, after: next })}>More</a>}</p>
          </>
        )}
      </Answer>
    </>
  );
}

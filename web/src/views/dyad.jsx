// SPDX-License-Identifier: Apache-2.0
// The history of two units: cooperation and conflict over time with coverage, and their events.
import { useMemo } from "preact/hooks";
import { BASE, query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Chart } from "../parts/chart.jsx";
import { Filters } from "../parts/filters.jsx";
import { Table } from "../parts/table.jsx";
import { EventLine, quadKeys, quads } from "../parts/words.jsx";

function List() {
  const answer = useAnswer("/dyads?limit=100");
  const columns = [
    { key: "pair", title: "Pair", cell: (r) => <a href={link("dyad", `${r.unit_1}/${r.unit_2}`)}>{r.unit_1} – {r.unit_2}</a> },
    { key: "rows_actual_any", title: "events", number: true },
    ...quadKeys.map((key, i) => ({ key, title: quads[i], number: true })),
    { key: "first", title: "first" }, { key: "last", title: "last" },
  ];
  return (
    <>
      <h1>Dyads</h1>
      <Answer answer={answer} empty={<p>No two countries have an event in this store yet.</p>}>
        {({ items }) => <Table caption="Pairs of countries by number of events" columns={columns} rows={items.map((r) => ({ ...r, pair: `${r.unit_1}-${r.unit_2}` }))} csv={`${BASE}/dyads.csv?limit=1000`} />}
      </Answer>
    </>
  );
}

function Events({ one, other, filters }) {
  const own = query({ source: one, target: other, limit: 25, from: filters.from, to: filters.to });
  const back = query({ source: other, target: one, limit: 25, from: filters.from, to: filters.to });
  const answers = [useAnswer("/events" + own), useAnswer("/events" + back)];
  return (
    <div class="columns">
      {[[one, other, own], [other, one, back]].map(([a, b, asked], i) => (
        <section key={i}>
          <h2>{a} → {b}</h2>
          <p><a href={`${BASE}/events.csv${asked.replace("limit=25", "limit=1000")}`} download>CSV of these</a></p>
          <Answer answer={answers[i]} empty={<p>None in this time.</p>}>{({ items }) => <ul class="events">{items.map((e) => <EventLine key={e.event} event={e} />)}</ul>}</Answer>
        </section>
      ))}
    </div>
  );
}

function History({ route, one, other }) {
  const filters = Object.fromEntries(route.query);
  const path = `/dyads/${encodeURIComponent(one)}/${encodeURIComponent(other)}`;
  const asked = query({ by: filters.by ?? "month", from: filters.from, to: filters.to });
  const answer = useAnswer(path + asked);
  const rows = useMemo(() => answer.data?.items ?? [], [answer.data]);
  const columns = [{ key: "period", title: "period" }, { key: "rows_actual_any", title: "events", number: true }, ...quadKeys.map((key, i) => ({ key, title: quads[i], number: true })), { key: "reports", title: "reports", number: true }, { key: "outlets", title: "outlets", number: true }];
  const change = (more) => setFilters(route, { ...filters, ...more });
  return (
    <>
      <h1>{one} and {other}</h1>
      <Filters names={["from", "to"]} values={filters} key={`${filters.from}-${filters.to}`} onChange={(f) => setFilters(route, { by: filters.by, ...f })}>
        <label>By <select value={filters.by ?? "month"} onChange={(e) => change({ by: e.currentTarget.value })}>{["day", "week", "month", "year"].map((p) => <option key={p}>{p}</option>)}</select></label>
      </Filters>
      <Answer answer={answer} empty={<p>No report of this time is in the store.</p>}>
        {() => (
          <>
            <Chart rows={rows} onRange={(from, to) => change({ from, to })} />
            <p class="soft">Counting rule: every actual event of every report, by the report’s day, without repeats within a report. A gap is a time without any report; 0 is a quiet one. Drag over the chart to zoom.</p>
            <details><summary>Figures</summary><Table caption="Events by period" columns={columns} rows={rows} csv={`${BASE}${path}.csv${asked}`} /></details>
          </>
        )}
      </Answer>
      <Events one={one} other={other} filters={filters} />
    </>
  );
}

export function Dyad({ route }) {
  const [one, other] = route.id.split("/");
  return one && other ? <History route={route} one={one} other={other} /> : <List />;
}

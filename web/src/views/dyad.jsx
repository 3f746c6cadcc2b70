// SPDX-License-Identifier: Apache-2.0
// The history of two units: cooperation and conflict over time with coverage, and their events.
import { useAnswer, query } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { countryName } from "../parts/countries.js";
import { Filters } from "../parts/filters.jsx";
import { History } from "../parts/history.jsx";
import { Files, Table } from "../parts/table.jsx";
import { EventLine, quadKeys, quads } from "../parts/words.jsx";

function List({ route }) {
  const filters = Object.fromEntries(route.query);
  const answer = useAnswer("/dyads" + query({ ...filters, limit: 100 }));
  const columns = [
    { key: "pair", title: "pair", cell: (r) => <a href={link("dyad", `${r.unit_1}/${r.unit_2}`, { from: filters.from, to: filters.to })}>{countryName(r.unit_1)} – {countryName(r.unit_2)}</a> },
    { key: "rows_actual_any", title: "events", number: true },
    ...quadKeys.map((key, i) => ({ key, title: quads[i], number: true })),
    { key: "first", title: "first" }, { key: "last", title: "last" },
  ];
  return (
    <>
      <h1>Dyads</h1>
      <p class="lead">Pairs of countries by number of events between them.</p>
      <Filters names={["from", "to", "country", "type"]} values={filters} onChange={(f) => setFilters(route, f)} />
      <Answer answer={answer} empty={<p>No two countries have an event that fits. Ask for less, or another time.</p>}>
        {({ items, next }) => (
          <>
            <Table caption="Pairs of countries by number of events" columns={columns} rows={items.map((r) => ({ ...r, pair: `${r.unit_1}-${r.unit_2}` }))} files={{ path: "/dyads", asked: query({ ...filters, limit: 1000 }) }} />
            {next && <p><a href={link("dyad", "", { ...filters, after: next })}>More pairs</a></p>}
          </>
        )}
      </Answer>
    </>
  );
}

function Events({ one, other, filters }) {
  const asked = { source: one, target: other, from: filters.from, to: filters.to };
  const answer = useAnswer("/events" + query({ ...asked, limit: 25 }));
  return (
    <section>
      <h2>{countryName(one)} → {countryName(other)}</h2>
      <Answer answer={answer} empty={<p>None in this time.</p>}>
        {({ items, next }) => (
          <>
            <Files path="/events" asked={query({ ...asked, limit: 1000 })} />
            <ul class="events">{items.map((e) => <EventLine key={e.event} event={e} />)}</ul>
            {next && <p><a href={link("search", "events", { ...asked, after: next })}>Earlier ones</a></p>}
          </>
        )}
      </Answer>
    </section>
  );
}

function Pair({ route, one, other }) {
  const filters = Object.fromEntries(route.query);
  return (
    <>
      <h1>{countryName(one)} and {countryName(other)}</h1>
      <History route={route} path={`/dyads/${encodeURIComponent(one)}/${encodeURIComponent(other)}`} label={`Events between ${countryName(one)} and ${countryName(other)} over time`} />
      <div class="columns">
        <Events one={one} other={other} filters={filters} />
        <Events one={other} other={one} filters={filters} />
      </div>
    </>
  );
}

export function Dyad({ route }) {
  const [one, other] = route.id.split("/");
  return one && other ? <Pair route={route} one={one} other={other} /> : <List route={route} />;
}

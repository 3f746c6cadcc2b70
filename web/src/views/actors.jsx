// SPDX-License-Identifier: Apache-2.0
// Who is in the reports, by what code, from when to when. A person whose office changed stands in several rows.
import { query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { countryName, roleName } from "../parts/countries.js";
import { Filters } from "../parts/filters.jsx";
import { Table } from "../parts/table.jsx";

export const actorColumns = [
  { key: "code", title: "code", cell: (a) => a.code ?? <span class="soft">none</span> },
  { key: "country", title: "country", cell: (a) => (a.country ? countryName(a.country) : "") },
  { key: "sectors", title: "roles", cell: (a) => a.sectors.map(roleName).join(", ") },
  { key: "reports", title: "reports", number: true }, { key: "outlets", title: "outlets", number: true },
  { key: "first", title: "first" }, { key: "last", title: "last" },
];

export function Actors({ route }) {
  const filters = Object.fromEntries(route.query);
  const answer = useAnswer("/actors" + query({ ...filters, limit: 100 }));
  const columns = [{ key: "name", title: "name", cell: (a) => <a href={link("actor", a.name)}>{a.name}</a> }, ...actorColumns];
  return (
    <>
      <h1>Actors</h1>
      <p class="lead">Who is in the reports. A code is as of the day of the report: who held several offices has a row for each.</p>
      <Filters names={["actor", "country", "from", "to", "publisher"]} values={filters} onChange={(f) => setFilters(route, f)} />
      <Answer answer={answer} empty={<p>No actor fits. Try part of a name, or the beginning of a code.</p>}>
        {({ items, next }) => (
          <>
            <Table caption="Actors" columns={columns} rows={items} files={{ path: "/actors", asked: query({ ...filters, limit: 1000 }) }} />
            {next && <p><a href={link("actors", "", { ...filters, after: next })}>More actors</a></p>}
          </>
        )}
      </Answer>
    </>
  );
}

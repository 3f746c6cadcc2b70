// SPDX-License-Identifier: Apache-2.0
// Who is in the reports, by what code, from when to when. A person whose office changed stands in several rows.
import { BASE, query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Filters } from "../parts/filters.jsx";
import { Table } from "../parts/table.jsx";

export function Actors({ route }) {
  const filters = Object.fromEntries(route.query);
  const answer = useAnswer("/actors" + query({ limit: 200, ...filters }));
  const columns = [
    { key: "name", title: "name", cell: (a) => <a href={link("search", "events", { actor: a.name })}>{a.name}</a> },
    { key: "code", title: "code", cell: (a) => a.code ?? <span class="soft">none</span> },
    { key: "country", title: "country" }, { key: "sectors", title: "roles" },
    { key: "reports", title: "reports", number: true }, { key: "outlets", title: "outlets", number: true },
    { key: "first", title: "first" }, { key: "last", title: "last" },
  ];
  return (
    <>
      <h1>Actors</h1>
      <Filters names={["actor", "country", "from", "to", "publisher"]} values={filters} onChange={(f) => setFilters(route, f)} />
      <p class="soft">A code is as of the day of the report: who held other offices has a row for each, with the days between which it was reported.</p>
      <Answer answer={answer} empty={<p>No actor fits.</p>}>{({ items }) => <Table caption="Actors" columns={columns} rows={items} csv={`${BASE}/actors.csv${query({ limit: 1000, ...filters })}`} />}</Answer>
    </>
  );
}

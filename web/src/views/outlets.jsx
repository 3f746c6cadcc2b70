// SPDX-License-Identifier: Apache-2.0
// Who reports: the outlets with their reports and events, those of most reports first.
import { query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Filters } from "../parts/filters.jsx";
import { Table } from "../parts/table.jsx";

export function Outlets({ route }) {
  const { after, ...filters } = Object.fromEntries(route.query);
  const answer = useAnswer("/outlets" + query({ ...filters, after, limit: 100 }));
  const to = (list) => (o) => <a href={link("search", list, { ...filters, publisher: o.publisher })}>{o[list].toLocaleString("en")}</a>;
  const columns = [
    { key: "publisher", title: "outlet" },
    { key: "reports", title: "reports", number: true, cell: to("reports") }, { key: "events", title: "events", number: true, cell: to("events") },
    { key: "first", title: "first", date: true }, { key: "last", title: "last", date: true },
  ];
  return (
    <>
      <h1>Outlets</h1>
      <p class="lead">Who reports, and how much of what fits. A report that names no outlet is in none.</p>
      <Filters names={["text", "from", "to", "actor", "country", "type"]} values={filters} onChange={(f) => setFilters(route, f)} />
      <Answer answer={answer} empty={<p>No outlet has a report that fits.</p>}>
        {({ items, next }) => (
          <>
            <Table caption="Outlets" columns={columns} rows={items} files={{ path: "/outlets", asked: query({ ...filters, limit: 1000 }) }} />
            <p class="row">{after && <a href={link("outlets", "", filters)}>First page</a>}{next && <a href={link("outlets", "", { ...filters, after: next })}>More outlets</a>}</p>
          </>
        )}
      </Answer>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Counts by period, as a chart and as figures. The period and the days stand in the URL; a drag over the chart sets them.
import { useMemo } from "preact/hooks";
import { query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Chart, daysOf, periodName } from "./chart.jsx";
import { Answer } from "./state.jsx";
import { Filters } from "./filters.jsx";
import { Table } from "./table.jsx";
import { quadKeys, quads } from "./words.jsx";

// The form that chooses period and days, for all the histories of a view.
export function Periods({ route }) {
  const filters = Object.fromEntries(route.query);
  const change = (more) => setFilters(route, { ...filters, ...more });
  return (
    <Filters key={`${filters.from}-${filters.to}`} names={["from", "to"]} values={filters} onChange={({ from, to }) => change({ from, to })}>
      <label>By <select value={filters.by ?? "month"} onChange={(e) => change({ by: e.currentTarget.value })}>{["day", "week", "month", "year"].map((p) => <option key={p}>{p}</option>)}</select></label>
    </Filters>
  );
}

// The counts that `path` answers, narrowed by `filters`; without them the form is its own.
export function Counts({ route, path, filters = {}, label }) {
  const chosen = Object.fromEntries(route.query);
  const by = chosen.by ?? "month";
  const asked = query({ ...filters, by, from: chosen.from, to: chosen.to });
  const answer = useAnswer(path + asked);
  const rows = useMemo(() => answer.data?.items ?? [], [answer.data]);
  const zoom = (from, to) => setFilters(route, { ...chosen, from, to });
  const columns = [
    { key: "period", title: "period", cell: (r) => { const [from, to] = daysOf(r.period, by); return <a href={link(route.view, route.id, { ...chosen, from, to })}>{periodName(r.period, by)}</a>; } },
    { key: "rows_actual_any", title: "events", number: true }, ...quadKeys.map((key, i) => ({ key, title: quads[i], number: true })),
    { key: "reports", title: "reports", number: true }, { key: "outlets", title: "outlets", number: true },
  ];
  return (
    <Answer answer={answer} empty={<p>No report of this time is in the store. Clear the days to see all of it.</p>}>
      {() => (
        <>
          <Chart rows={rows} by={by} label={label} onRange={zoom} />
          <details class="figures"><summary>Figures of the chart</summary><Table caption={label} columns={columns} rows={rows} files={{ path, asked }} /></details>
        </>
      )}
    </Answer>
  );
}

export const Rule = () => (
  <p class="soft note">Counted is every actual event of every report, by the report’s day, without repeats within a report. Grey is a time of which no report is held; elsewhere no bar is no event. Drag over a chart to zoom, Clear to see all of it again.</p>
);

export function History({ route, path, label }) {
  return <><Periods route={route} /><Counts route={route} path={path} label={label} /><Rule /></>;
}

// SPDX-License-Identifier: Apache-2.0
// One actor: the roles that reports gave it and when, what it did and what was done to it over time, its latest events.
import { query, useAnswer } from "../api.js";
import { link } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { countryName, roleName } from "../parts/countries.js";
import { Counts, Periods, Rule } from "../parts/history.jsx";
import { Files, Table } from "../parts/table.jsx";
import { EventLine, plural } from "../parts/words.jsx";
import { actorColumns } from "./actors.jsx";

const DAY = 86400000;

// The roles as bars on one line of time.
function Roles({ roles }) {
  const first = Math.min(...roles.map((r) => Date.parse(r.first))), last = Math.max(...roles.map((r) => Date.parse(r.last))) + DAY;
  const percent = (from, to) => `${(100 * (to - from)) / (last - first)}%`;
  return (
    <>
      <ul class="roles" aria-label="Roles over time">
        {roles.map((r) => (
          <li key={r.code}>
            <span><strong>{r.code ?? "no code"}</strong> <small>{[r.country && countryName(r.country), ...r.sectors.map(roleName)].filter(Boolean).join(", ")}</small></span>
            <span class="span" title={`${r.first} to ${r.last}`}><span style={{ marginLeft: percent(first, Date.parse(r.first)), width: percent(Date.parse(r.first), Date.parse(r.last) + DAY) }} /></span>
            <small>{r.first} to {r.last} · {plural(r.reports, "report")}</small>
          </li>
        ))}
      </ul>
      <details class="figures"><summary>As a table</summary><Table caption="Roles" columns={actorColumns} rows={roles} /></details>
    </>
  );
}

export function Actor({ route }) {
  const name = route.id;
  const { from, to } = Object.fromEntries(route.query);
  const known = useAnswer("/actors" + query({ actor: name, limit: 1000 }));
  const events = useAnswer("/events" + query({ actor: name, from, to, limit: 25 }));
  return (
    <>
      <h1>{name}</h1>
      <section aria-labelledby="roles">
        <h2 id="roles">Roles over time</h2>
        <Answer answer={known}>
          {({ items }) => {
            const roles = items.filter((a) => a.name === name && a.first).sort((a, b) => (a.first < b.first ? -1 : 1));
            return roles.length ? <Roles roles={roles} /> : <p class="soft">No report names it so. <a href={link("actors", "", { actor: name })}>Who has a name like it?</a></p>;
          }}
        </Answer>
      </section>
      <Periods route={route} />
      <section aria-labelledby="does"><h2 id="does">As source: what it does</h2><Counts route={route} path="/series" filters={{ source: name }} label={`Events by ${name} over time`} /></section>
      <section aria-labelledby="undergoes"><h2 id="undergoes">As target: what is done to it</h2><Counts route={route} path="/series" filters={{ target: name }} label={`Events towards ${name} over time`} /></section>
      <Rule />
      <section aria-labelledby="latest">
        <h2 id="latest">Latest events</h2>
        <Answer answer={events} empty={<p>No event has it as source or target in this time.</p>}>
          {({ items, next }) => (
            <>
              <Files path="/events" asked={query({ actor: name, from, to, limit: 1000 })} />
              <ul class="events">{items.map((e) => <EventLine key={e.event} event={e} />)}</ul>
              {next && <p><a href={link("search", "events", { actor: name, from, to, after: next })}>Earlier ones</a></p>}
            </>
          )}
        </Answer>
      </section>
    </>
  );
}

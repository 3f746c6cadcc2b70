// SPDX-License-Identifier: Apache-2.0
// What reports tell, side by side: a row is one claim, a column a report.
import { link, setFilters } from "../route.js";
import { Claims, tellersOf } from "./claims.jsx";
import { Copy } from "./copy.jsx";
import { countryName } from "./countries.js";
import { differing } from "./differing.js";
import { plural } from "./words.jsx";

const AT_ONCE = 4; // columns, unless others are chosen

const claimsIn = (account, report) => account.claims.filter((c) => c.report === report.report);

// A few reports that tell much of the same, in their own order: each next one shares most with those before it.
function alike(reports, accounts) {
  if (reports.length <= AT_ONCE) return reports;
  const rows = accounts.filter((a) => a.told_by !== "one").map((a) => new Set(a.claims.map((c) => c.report)));
  const chosen = new Set();
  while (chosen.size < AT_ONCE) {
    const told = rows.filter((row) => chosen.size === 0 || [...chosen].some((r) => row.has(r.report)));
    const shared = (r) => told.filter((row) => row.has(r.report)).length;
    const left = reports.filter((r) => !chosen.has(r)).map((r) => [shared(r), r]);
    chosen.add(left.reduce((most, one) => (one[0] > most[0] ? one : most))[1]);
  }
  return reports.filter((r) => chosen.has(r));
}

function columnsOf(route, reports, accounts) {
  const asked = new Set((route.query.get("columns") ?? "").split(","));
  const chosen = reports.filter((r) => asked.has(String(r.report_number)));
  return chosen.length ? chosen : alike(reports, accounts);
}

function Chooser({ route, reports, columns }) {
  const toggle = (report) => {
    const chosen = reports.filter((r) => (r === report) !== columns.includes(r));
    setFilters(route, { ...Object.fromEntries(route.query), columns: chosen.map((r) => r.report_number).join(",") });
  };
  return (
    <details class="chooser">
      <summary>Compared: {columns.length} of {plural(reports.length, "report")}</summary>
      <fieldset>
        <legend class="sr">Reports to compare</legend>
        {reports.map((r) => <label key={r.report_number}><input type="checkbox" checked={columns.includes(r)} onChange={() => toggle(r)} /> {r.date} {r.publisher ?? r.report}{r.title && `: ${r.title}`}</label>)}
      </fieldset>
    </details>
  );
}

// What the tellings have in a slot, where the claims say it: who says ↔ who says.
const saying = { "who says": tellersOf, form: (c) => c.form ?? "the outlet’s words", verb: (c) => c.verb };

function valuesOf(slot, account, columns) {
  const value = saying[slot];
  const each = value ? columns.map((r) => [...new Set(claimsIn(account, r).map(value).filter(Boolean))].join(", ")).filter(Boolean) : [];
  return new Set(each).size > 1 ? [...new Set(each)].join(" ↔ ") : null;
}

function marksOf(account, columns) {
  const marks = new Map();
  const shown = columns.flatMap((r) => claimsIn(account, r));
  if (account.differs.length === 0) return marks;
  for (const claim of shown) {
    const others = shown.filter((c) => c.report !== claim.report).map((c) => c.text ?? "");
    if (claim.text != null && others.length) marks.set(claim, differing(claim.text, others));
  }
  return marks;
}

function toldBy(account, reports) {
  if (account.told_by === "one") return "Told by one";
  if (account.told_by === "some") return `Told by ${account.reports} of ${reports.length}`;
  return account.differs.length ? "Told differently" : "Told alike";
}

const stands = { own: "own words", ascribed: "ascribed" };

function Row({ account, reports, columns, number }) {
  const marks = marksOf(account, columns);
  return (
    <tr>
      <th scope="row">
        <span class="told"><span class="rank">{number}</span> {toldBy(account, reports)}</span>
        {account.differs.map((slot) => <span class="slot" key={slot}><b>{slot}</b> {valuesOf(slot, account, columns)}</span>)}
        {account.granularity.map((slot) => <span class="slot exact" key={slot}>{slot}: one is more exact, they agree</span>)}
        {Object.entries(account.sides).map(([side, how]) => <span class={`chip ${how}`} key={side}>{countryName(side)}: {stands[how]}</span>)}
      </th>
      {columns.map((r) => {
        const claims = claimsIn(account, r);
        return <td key={r.report_number} data-report={r.publisher ?? r.report} class={claims.length ? undefined : "silent"}>{claims.length ? <Claims claims={claims} marks={marks} /> : "none"}</td>;
      })}
    </tr>
  );
}

const isAscribed = (account) => Object.values(account.sides).includes("ascribed");
const firstAt = (account, columns) => columns.findIndex((r) => claimsIn(account, r).length > 0);

// Rows that have a word in the columns, by how many tell them; what one alone tells by who it is.
function groupsOf(accounts, columns, reports) {
  const shown = accounts.filter((a) => firstAt(a, columns) >= 0);
  const breadth = (a) => columns.filter((r) => claimsIn(a, r).length > 0).length;
  const told = (by) => shown.filter((a) => a.told_by === by).sort((a, b) => breadth(b) - breadth(a) || isAscribed(a) - isAscribed(b));
  const alone = columns.map((r, i) => ({ heading: `Only ${r.publisher ?? r.report} tells`, rows: told("one").filter((a) => firstAt(a, columns) === i), alone: true }));
  return [{ heading: reports.length === 2 ? "Both tell" : "All tell", rows: told("all") }, { heading: "Some tell", rows: told("some") }, ...alone].filter((group) => group.rows.length > 0);
}

function asText(groups, columns) {
  const plain = (claims) => claims.map((c) => `${c.text ?? ""} (${tellersOf(c)})`.replace(/\s+/g, " ")).join(" / ");
  const head = ["told by", "differs", "sides", ...columns.map((r) => r.publisher ?? r.report)];
  const rows = groups.flatMap((group) => group.rows).map((a) => [
    a.told_by, a.differs.join(", "), Object.entries(a.sides).map((s) => s.join(" ")).join(", "), ...columns.map((r) => plain(claimsIn(a, r)) || "none"),
  ]);
  return [head, ...rows].map((cells) => cells.join("\t")).join("\n");
}

export function Accounts({ route, accounts, reports }) {
  if (reports.length < 2) return <p class="soft">One text is held of this story: there is nothing to compare.</p>;
  const columns = columnsOf(route, reports, accounts);
  const groups = groupsOf(accounts, columns, reports);
  let number = 0;
  return (
    <>
      <p class="note"><b>none</b> is silence in the reports held, no more: no report is said to leave anything out. <b class="own">Own words</b>: a side’s officials say it themselves. <b class="ascribed">Ascribed</b>: somebody else says that they do. <mark>Marked</mark> words stand in none of the other tellings of the row.</p>
      <div class="row tools">
        {reports.length > 2 && <Chooser route={route} reports={reports} columns={columns} />}
        <Copy text={async () => asText(groups, columns)} />
      </div>
      <div class={columns.length > AT_ONCE ? "scroll wide" : "scroll"} tabIndex={0} role="region" aria-label="Table of accounts">
        <table class="accounts">
          <caption class="sr">What {columns.length} of {plural(reports.length, "report")} tell</caption>
          <thead>
            <tr><th scope="col"><span class="sr">How it is told</span></th>{columns.map((r) => <th scope="col" key={r.report_number}><a href={link("report", r.report)}>{r.publisher ?? r.report}</a><small>{r.date} · {plural(accounts.flatMap((a) => claimsIn(a, r)).length, "claim")}</small></th>)}</tr>
          </thead>
          {groups.map((group, i) => (
            <tbody key={i} class={group.alone ? "alone" : undefined}>
              <tr class="group"><th colSpan={columns.length + 1} scope="rowgroup">{group.heading} <small>{plural(group.rows.length, "row")}</small></th></tr>
              {group.rows.map((a) => {
                number += 1;
                return <Row key={number} number={number} account={a} reports={reports} columns={columns} />;
              })}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}

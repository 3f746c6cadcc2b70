// SPDX-License-Identifier: Apache-2.0
// A story: what occurred, by day; which text is whose copy; and what each report tells, side by side.
import { useAnswer } from "../api.js";
import { link } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { days, plural } from "../parts/words.jsx";
import { differing } from "../parts/differing.js";
import { opening } from "../parts/opening.js";

const of = (items, kind) => items.filter((i) => i.kind === kind);

function Occurrences({ items }) {
  const variants = of(items, "variant");
  return (
    <ol class="timeline">
      {of(items, "occurrence").map((o) => {
        const own = variants.filter((v) => v.occurrence === o.occurrence);
        const vary = ["date", "place", "figure", "label", "code"].map((slot) => [slot, own.filter((v) => v.slot === slot).map((v) => v.value)]).filter(([, values]) => values.length > 1);
        return (
          <li key={o.occurrence}>
            <span class="day">{days(o.first_day, o.last_day)}</span>
            <div>
              <span class="chip">{o.family}</span> {o.status !== "held" && <span class="chip">{o.status}</span>}{" "}
              <strong>{o.source ?? "—"}</strong> → <strong>{o.target ?? "—"}</strong>
              <div class="soft">{plural(o.reports, "report")} · {plural(o.outlets, "outlet")} · {plural(o.origins, "origin")} · {plural(o.sides, "side")}{o.part_of != null && ` · part of ${o.part_of}`}</div>
              {vary.length > 0 && <dl class="vary">{vary.map(([slot, values]) => <div key={slot}><dt>{slot}</dt><dd>{values.join(" ↔ ")}</dd></div>)}</dl>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Tellers({ claim }) {
  if (claim.tellers.length === 0) return <span class="teller">the outlet</span>;
  return <span class="teller">{claim.joint && "together: "}{claim.tellers.map((t) => t.name).join(" < ")}{claim.form && ` (${claim.form})`}</span>;
}

function Claim({ claim, marks, outlet }) {
  return (
    <div class="claim">
      <a href={link("report", claim.report, { span: claim.span.join("-") })}>
        {claim.text == null ? `characters ${claim.span.join(" to ")}` : marks ? marks.map((m, i) => (m.differs ? <mark key={i}>{m.text}</mark> : m.text)) : claim.text}
      </a>
      <Tellers claim={claim} />
      {outlet && <span class="teller">in {outlet}</span>}
    </div>
  );
}

function Row({ account, reports, number }) {
  const marks = new Map();
  if (account.differs.length > 0) {
    account.claims.forEach((claim) => {
      const others = account.claims.filter((c) => c.report !== claim.report).map((c) => c.text ?? "");
      if (claim.text != null && others.length) marks.set(claim, differing(claim.text, others));
    });
  }
  return (
    <tr>
      <th scope="row">
        {number}
        <span class={`chip told-${account.told_by}`}>{account.told_by === "all" ? (account.differs.length ? "told differently" : "told alike") : account.told_by === "one" ? "one only" : "some"}</span>
        {account.differs.map((slot) => <span class="chip differs" key={slot}>{slot}</span>)}
        {account.granularity.map((slot) => <span class="chip" key={slot}>{slot}: more exact</span>)}
        {Object.entries(account.sides).map(([side, how]) => <span class={`chip ${how}`} key={side}>{side}: {how}</span>)}
      </th>
      {reports.map((r) => {
        const claims = account.claims.filter((c) => c.report === r.report);
        return <td key={r.report_number}>{claims.length ? claims.map((c, i) => <Claim key={i} claim={c} marks={marks.get(c)} />) : <span class="soft">none</span>}</td>;
      })}
    </tr>
  );
}

const groups = [["all", "All tell"], ["some", "Some tell"], ["one", "One alone tells"]];
const isAscribed = (account) => Object.values(account.sides).includes("ascribed");

function Accounts({ accounts, reports }) {
  if (reports.length < 2) return <p class="soft">One text is held of this story; there is nothing to compare.</p>;
  let number = 0;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Accounts side by side">
      <table class="accounts">
        <caption>What {plural(reports.length, "report")} tell. “None” means none in the reports held; no report is said to leave anything out.
          <b> Own</b>: a side’s officials say it. <b>Ascribed</b>: another side says that they do. Marked words are those that the other tellings have not.</caption>
        <thead>
          <tr><th scope="col">Row</th>{reports.map((r) => <th scope="col" key={r.report_number}><a href={link("report", r.report)}>{r.publisher ?? r.report}</a><small>{r.date}</small></th>)}</tr>
        </thead>
        {groups.map(([told, heading]) => {
          const rows = accounts.filter((a) => a.told_by === told).sort((a, b) => isAscribed(a) - isAscribed(b));
          return rows.length > 0 && (
            <tbody key={told}>
              <tr class="group"><th colSpan={reports.length + 1} scope="rowgroup">{heading}</th></tr>
              {rows.map((a) => {
                number += 1;
                return <Row key={number} number={number} account={a} reports={reports} />;
              })}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

// In the order of the reports and of their texts.
function claimsOf(accounts, reports, side, how) {
  const at = new Map(reports.map((r, i) => [r.report, i]));
  const claims = accounts.filter((a) => a.sides[side] === how).flatMap((a) => a.claims.filter((c) => c.tellers.length > 0));
  return claims.sort((a, b) => at.get(a.report) - at.get(b.report) || a.span[0] - b.span[0]);
}

const isOwn = (side) => (claim) => claim.tellers[0].country === side;

function Said({ claims, reports }) {
  const outlet = (claim) => reports.find((r) => r.report === claim.report)?.publisher ?? claim.report;
  return <ul class="claims">{claims.map((c, i) => <li key={i}><Claim claim={c} outlet={outlet(c)} /></li>)}</ul>;
}

// What each side's officials say themselves; apart from it what others say that they say.
function Sides({ accounts, reports }) {
  const sides = [...new Set(accounts.flatMap((a) => Object.keys(a.sides)))].sort();
  if (sides.length === 0) return <p class="soft">No official is quoted.</p>;
  return (
    <div class="columns">
      {sides.map((side) => {
        const own = claimsOf(accounts, reports, side, "own").filter(isOwn(side));
        const ascribed = claimsOf(accounts, reports, side, "ascribed");
        return (
          <section class="side" key={side} aria-label={side}>
            <h3>{side}: its officials say</h3>
            {own.length ? <div class="own-words"><Said claims={own} reports={reports} /></div> : <p class="soft">Nothing that the reports held have in their own name.</p>}
            {ascribed.length > 0 && <><h3>Ascribed to {side} by others</h3><div class="ascribed-to"><Said claims={ascribed} reports={reports} /></div></>}
          </section>
        );
      })}
    </div>
  );
}

// A report without a title is called by the first of its words that the accounts have.
function nameOf(report, accounts) {
  const claims = accounts.flatMap((a) => a.claims).filter((c) => c.report === report.report && c.text != null);
  const first = claims.reduce((found, c) => (!found || c.span[0] < found.span[0] ? c : found), null);
  return report.title ?? opening(first?.text);
}

export function Story({ route }) {
  const answer = useAnswer(`/stories/${encodeURIComponent(route.id)}`);
  return (
    <Answer answer={answer}>
      {({ items }) => {
        const reports = of(items, "report");
        const accounts = of(items, "account").map((a) => a.account);
        const occurs = of(items, "occurrence").length > 0;
        return (
          <>
            <h1>{reports.find((r) => r.title)?.title ?? nameOf(reports[0], accounts) ?? `Story ${route.id}`}</h1>
            <p class="soft">Story {route.id} · {plural(reports.length, "report")}</p>
            <section aria-labelledby="accounts"><h2 id="accounts">Accounts side by side</h2><Accounts accounts={accounts} reports={reports.filter((r) => r.copy_of == null)} /></section>
            <section aria-labelledby="sides"><h2 id="sides">What each side’s own officials say</h2><Sides accounts={accounts} reports={reports} /></section>
            <section aria-labelledby="occurred"><h2 id="occurred">What occurred</h2>{occurs ? <Occurrences items={items} /> : <p class="soft">Nothing that is coded occurred in these reports.</p>}</section>
            <section aria-labelledby="reports"><h2 id="reports">Reports</h2>
              <ul class="plain">
                {reports.map((r) => (
                  <li key={r.report_number}>{r.date} <a href={link("report", r.report)}>{nameOf(r, accounts) ?? r.report}</a> <small>{r.publisher ?? r.report}</small>
                    {r.copy_of != null && <span class="chip">copy of {reports.find((o) => o.report_number === r.copy_of)?.report ?? r.copy_of}</span>}
                    {r.parts_of != null && <span class="chip">takes parts of {reports.find((o) => o.report_number === r.parts_of)?.report ?? r.parts_of}</span>}
                  </li>
                ))}
              </ul>
            </section>
          </>
        );
      }}
    </Answer>
  );
}

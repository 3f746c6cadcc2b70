// SPDX-License-Identifier: Apache-2.0
// A story: what occurred, by day; which text is whose copy; and what each report tells, side by side.
import { useAnswer } from "../api.js";
import { link } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { days, plural } from "../parts/words.jsx";
import { differing } from "../parts/differing.js";

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

function Claim({ claim, marks }) {
  return (
    <div class="claim">
      <a href={link("report", claim.report, { span: claim.span.join("-") })}>
        {claim.text == null ? `characters ${claim.span.join(" to ")}` : marks ? marks.map((m, i) => (m.differs ? <mark key={i}>{m.text}</mark> : m.text)) : claim.text}
      </a>
      <Tellers claim={claim} />
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

function Accounts({ items }) {
  const accounts = of(items, "account").map((a) => a.account);
  const reports = of(items, "report").filter((r) => r.copy_of == null);
  if (reports.length < 2) return <p class="soft">One text is held of this story; there is nothing to compare.</p>;
  const order = { all: 0, some: 1, one: 2 };
  const sorted = [...accounts].sort((a, b) => order[a.told_by] - order[b.told_by]);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Accounts side by side">
      <table class="accounts">
        <caption>What {plural(reports.length, "report")} tell. “None” means none in the reports held; no report is said to leave anything out.
          <b> Own</b>: a side’s officials say it. <b>Ascribed</b>: another side says that they do. Marked words are those that the other telling has not.</caption>
        <thead>
          <tr><th scope="col">Row</th>{reports.map((r) => <th scope="col" key={r.report_number}><a href={link("report", r.report)}>{r.publisher ?? r.report}</a><small>{r.date}</small></th>)}</tr>
        </thead>
        <tbody>{sorted.map((a, i) => <Row key={i} number={i + 1} account={a} reports={reports} />)}</tbody>
      </table>
    </div>
  );
}

export function Story({ route }) {
  const answer = useAnswer(`/stories/${encodeURIComponent(route.id)}`);
  return (
    <Answer answer={answer}>
      {({ items }) => {
        const reports = of(items, "report");
        return (
          <>
            <h1>{reports.find((r) => r.title)?.title ?? `Story ${route.id}`}</h1>
            <section aria-labelledby="accounts"><h2 id="accounts">Accounts side by side</h2><Accounts items={items} /></section>
            <section aria-labelledby="occurred"><h2 id="occurred">What occurred</h2><Occurrences items={items} /></section>
            <section aria-labelledby="reports"><h2 id="reports">Reports</h2>
              <ul class="plain">
                {reports.map((r) => (
                  <li key={r.report_number}>{r.date} <a href={link("report", r.report)}>{r.title ?? r.report}</a> <small>{r.publisher ?? ""}</small>
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

// SPDX-License-Identifier: Apache-2.0
// A story: what each report tells, side by side; what each side says; what occurred, by day; which text is whose copy.
import { useAnswer } from "../api.js";
import { link } from "../route.js";
import { Accounts } from "../parts/accounts.jsx";
import { Occurrences } from "../parts/occurrences.jsx";
import { Sides } from "../parts/sides.jsx";
import { Answer } from "../parts/state.jsx";
import { days, plural } from "../parts/words.jsx";
import { opening } from "../parts/opening.js";

const of = (items, kind) => items.filter((i) => i.kind === kind);

// A report without a title is called by the first of its words that the accounts have.
function nameOf(report, accounts) {
  const claims = accounts.flatMap((a) => a.claims).filter((c) => c.report === report.report && c.text != null);
  const first = claims.reduce((found, c) => (!found || c.span[0] < found.span[0] ? c : found), null);
  return report.title ?? opening(first?.text);
}

function ReportLine({ report, reports, accounts }) {
  const takenFrom = report.parts_of != null && reports.find((r) => r.report_number === report.parts_of);
  return (
    <>
      <span class="day">{report.date}</span> <a href={link("report", report.report)}>{nameOf(report, accounts) ?? report.report}</a> <small>{report.publisher ?? report.report}</small>
      {takenFrom && <span class="chip">takes parts of {takenFrom.publisher ?? takenFrom.report}</span>}
    </>
  );
}

// Copies stand below the text that they copy: one voice, however often it is printed.
function Reports({ reports, accounts }) {
  return (
    <ul class="plain">
      {reports.filter((r) => r.copy_of == null).map((r) => {
        const copies = reports.filter((c) => c.copy_of === r.report_number);
        return (
          <li key={r.report_number}>
            <ReportLine report={r} reports={reports} accounts={accounts} />
            {copies.length > 0 && (
              <details class="copies"><summary>{copies.length === 1 ? "1 copy of it" : `${copies.length} copies of it`}: the same text, no further source</summary>
                <ul class="plain">{copies.map((c) => <li key={c.report_number}><ReportLine report={c} reports={reports} accounts={accounts} /></li>)}</ul>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Lead({ number, reports }) {
  const told = reports.map((r) => r.date).filter(Boolean).sort();
  const copies = reports.filter((r) => r.copy_of != null).length;
  const outlets = new Set(reports.map((r) => r.publisher).filter(Boolean)).size;
  return (
    <p class="lead">Story {number} · {days(told[0], told.at(-1))} · {plural(reports.length, "report")}{outlets > 0 && ` from ${plural(outlets, "outlet")}`}{copies > 0 && `, of which ${plural(copies, "is a copy", "are copies")}`}</p>
  );
}

export function Story({ route }) {
  const answer = useAnswer(`/stories/${encodeURIComponent(route.id)}`);
  return (
    <Answer answer={answer}>
      {({ items }) => {
        const reports = of(items, "report");
        const accounts = of(items, "account").map((a) => a.account);
        const texts = reports.filter((r) => r.copy_of == null);
        return (
          <>
            <h1>{reports.find((r) => r.title)?.title ?? nameOf(reports[0], accounts) ?? `Story ${route.id}`}</h1>
            <Lead number={route.id} reports={reports} />
            <section aria-labelledby="accounts"><h2 id="accounts">Accounts side by side</h2><Accounts route={route} accounts={accounts} reports={texts} /></section>
            <section aria-labelledby="sides"><h2 id="sides">What each side’s own officials say</h2><Sides accounts={accounts} reports={reports} /></section>
            <section aria-labelledby="occurred"><h2 id="occurred">What occurred</h2>
              {of(items, "occurrence").length ? <Occurrences items={items} reports={reports} /> : <p class="soft">Nothing that is coded occurred in these reports.</p>}
            </section>
            <section aria-labelledby="reports"><h2 id="reports">Reports</h2><Reports reports={reports} accounts={accounts} /></section>
          </>
        );
      }}
    </Answer>
  );
}

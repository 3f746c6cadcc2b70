// SPDX-License-Identifier: Apache-2.0
import { useAnswer } from "../api.js";
import { link } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { EventLine, plural } from "../parts/words.jsx";
import { StoryLine } from "./stories.jsx";

function Numbers({ summary }) {
  const shown = [["reports", "report"], ["outlets", "outlet"], ["events", "event"], ["statements", "statement"], ["stories", "story", "stories"], ["occurrences", "occurrence"]];
  return (
    <>
      <dl class="numbers">
        {shown.map(([key, one, many]) => <div key={key}><dt>{many ?? one + "s"}</dt><dd>{summary[key].toLocaleString("en")}</dd></div>)}
      </dl>
      <p class="soft">Reports from {summary.first ?? "–"} to {summary.last ?? "–"}; the last one came in {summary.first_seen ?? "–"}.</p>
    </>
  );
}

// What was planned as of the last report, by the day planned.
function Calendar({ last }) {
  const answer = useAnswer(last ? `/events?time=future&limit=300` : null);
  return (
    <Answer answer={answer} empty={<p>Nothing is planned in these reports.</p>}>
      {({ items }) => {
        const ahead = items.filter((e) => e.date_from && e.date_from > e.told).sort((a, b) => (a.date_from < b.date_from ? 1 : -1)).slice(0, 12);
        return ahead.length ? <ul class="events">{ahead.map((e) => <EventLine key={e.event} event={e} />)}</ul> : <p class="soft">Nothing is planned with a date.</p>;
      }}
    </Answer>
  );
}

export function Today() {
  const summary = useAnswer("/summary");
  const stories = useAnswer("/stories?limit=12");
  const actors = useAnswer("/actors?limit=12");
  return (
    <>
      <h1>Today</h1>
      <Answer answer={summary}>{(data) => (data.reports ? <Numbers summary={data} /> : <div class="state"><h2>The store is empty</h2><p>Add reports: <code>communique add --db news.db reports.jsonl</code></p></div>)}</Answer>
      <div class="columns">
        <section aria-labelledby="latest">
          <h2 id="latest">Latest stories</h2>
          <Answer answer={stories} empty={<p>No stories yet.</p>}>{({ items }) => <ul class="stories">{items.map((s) => <StoryLine key={s.story} story={s} />)}</ul>}</Answer>
          <p><a href="#/stories">All stories</a></p>
        </section>
        <section aria-labelledby="who">
          <h2 id="who">Most reported actors</h2>
          <Answer answer={actors} empty={<p>No actors yet.</p>}>
            {({ items }) => <ul class="plain">{items.map((a, i) => <li key={i}><a href={link("search", "events", { actor: a.name })}>{a.name}</a> <small>{a.code ?? "no code"} · {plural(a.reports, "report")}</small></li>)}</ul>}
          </Answer>
          <h2>Planned</h2>
          <Calendar last={summary.data?.last} />
        </section>
      </div>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
import { useAnswer } from "../api.js";
import { link } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Calendar } from "../parts/calendar.jsx";
import { plural } from "../parts/words.jsx";
import { StoryLine } from "./stories.jsx";

// What is counted, its name for many, and where it leads.
const numbers = [
  ["reports", "reports", link("search", "reports")], ["stories", "stories", link("stories")], ["events", "events", link("search", "events", { assertion: "any" })],
  ["occurrences", "occurrences", link("search", "occurrences")], ["statements", "statements", link("search", "statements")], ["outlets", "outlets", link("outlets")],
];

function Numbers({ summary }) {
  return (
    <>
      <dl class="numbers">
        {numbers.map(([key, name, where]) => (
          <div key={key}><dt>{name}</dt><dd><a href={where}>{summary[key].toLocaleString("en")}</a></dd></div>
        ))}
      </dl>
      <p class="soft">Reports from {summary.first ?? "–"} to {summary.last ?? "–"}; the last one was added on {summary.first_seen?.replace("T", " at ").replace("Z", " UTC") ?? "–"}.</p>
    </>
  );
}

const Empty = () => (
  <div class="state"><h2>The store is empty</h2><p>Add reports, also while this page is open: <code>communique add --db news.db reports.jsonl</code></p></div>
);

export function Today() {
  const summary = useAnswer("/summary");
  const stories = useAnswer("/stories?limit=12");
  const actors = useAnswer("/actors?limit=12");
  const outlets = useAnswer("/outlets?limit=8");
  if (summary.data?.reports === 0) return <><h1>Today</h1><Empty /></>;
  return (
    <>
      <h1>Today</h1>
      <Answer answer={summary}>{(data) => <Numbers summary={data} />}</Answer>
      <div class="columns">
        <section aria-labelledby="latest">
          <h2 id="latest">Latest stories</h2>
          <Answer answer={stories} empty={<p>No stories yet.</p>}>{({ items }) => <ul class="stories">{items.map((s) => <StoryLine key={s.story} story={s} />)}</ul>}</Answer>
          <p><a href="#/stories">All stories</a></p>
        </section>
        <div>
          <section aria-labelledby="planned"><h2 id="planned">What is planned</h2>{summary.data && <Calendar today={summary.data.last} />}</section>
          <section aria-labelledby="who">
            <h2 id="who">Most reported actors</h2>
            <Answer answer={actors} empty={<p>No actors yet.</p>}>
              {({ items }) => <ul class="plain two">{items.map((a, i) => <li key={i}><a href={link("actor", a.name)}>{a.name}</a> <small>{a.code ?? "no code"} · {plural(a.reports, "report")}</small></li>)}</ul>}
            </Answer>
            <p><a href="#/actors">All actors</a></p>
          </section>
          <section aria-labelledby="outlets">
            <h2 id="outlets">Outlets</h2>
            <Answer answer={outlets} empty={<p>No report names its outlet.</p>}>
              {({ items }) => <ul class="plain two">{items.map((o) => <li key={o.publisher}><a href={link("search", "reports", { publisher: o.publisher })}>{o.publisher}</a> <small>{plural(o.reports, "report")}</small></li>)}</ul>}
            </Answer>
            <p><a href="#/outlets">All outlets</a></p>
          </section>
        </div>
      </div>
    </>
  );
}

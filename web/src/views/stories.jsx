// SPDX-License-Identifier: Apache-2.0
import { query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Filters } from "../parts/filters.jsx";
import { opening } from "../parts/opening.js";
import { days, plural } from "../parts/words.jsx";

export function StoryLine({ story }) {
  return (
    <li class="story">
      <a href={link("story", story.story)}>{story.title ?? opening(story.opening) ?? `Story ${story.story}`}</a>
      <div class="soft">{days(story.first_day, story.last_day)} · {plural(story.reports, "report")} · {plural(story.outlets, "outlet")} · {plural(story.texts, "text")} · {plural(story.occurrences, "occurrence")}</div>
    </li>
  );
}

export function Stories({ route }) {
  const filters = Object.fromEntries(route.query);
  const answer = useAnswer("/stories" + query({ limit: 50, ...filters }));
  return (
    <>
      <h1>Stories</h1>
      <Filters names={["from", "to", "actor", "country", "type", "text"]} values={filters} onChange={(f) => setFilters(route, f)} />
      <Answer answer={answer} empty={<p>No story has that. Ask for less, or another time.</p>}>
        {({ items, next }) => (
          <>
            <ul class="stories">{items.map((s) => <StoryLine key={s.story} story={s} />)}</ul>
            {next && <p><a href={link("stories", "", { ...filters, after: next })}>Older stories</a></p>}
          </>
        )}
      </Answer>
    </>
  );
}

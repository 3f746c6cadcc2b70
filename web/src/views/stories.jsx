// SPDX-License-Identifier: Apache-2.0
import { query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Filters } from "../parts/filters.jsx";
import { Files } from "../parts/table.jsx";
import { opening } from "../parts/opening.js";
import { days, plural } from "../parts/words.jsx";

export function StoryLine({ story }) {
  return (
    <li class="story">
      <a href={link("story", story.story)}>{story.title ?? opening(story.opening) ?? `Story ${story.story}`}</a>
      <small>{days(story.first_day, story.last_day)} · {plural(story.reports, "report")}{story.reports > 1 && ` · ${plural(story.outlets, "outlet")} · ${plural(story.texts, "text")}`} · {plural(story.occurrences, "occurrence")}</small>
    </li>
  );
}

export function Stories({ route }) {
  const { after, ...filters } = Object.fromEntries(route.query);
  const answer = useAnswer("/stories" + query({ ...filters, after, limit: 50 }));
  return (
    <>
      <h1>Stories</h1>
      <p class="lead">Reports of one matter, the latest first. A text that is a copy of another counts once.</p>
      <Filters names={["text", "from", "to", "actor", "country", "type"]} values={filters} onChange={(f) => setFilters(route, f)} />
      <Answer answer={answer} empty={<p>No story has that. Ask for less, or another time.</p>}>
        {({ items, next }) => (
          <>
            <Files path="/stories" asked={query({ ...filters, limit: 1000 })} />
            <ul class="stories">{items.map((s) => <StoryLine key={s.story} story={s} />)}</ul>
            <p class="row">{after && <a href={link("stories", "", filters)}>Latest stories</a>}{next && <a href={link("stories", "", { ...filters, after: next })}>Older stories</a>}</p>
          </>
        )}
      </Answer>
    </>
  );
}

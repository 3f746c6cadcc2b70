// SPDX-License-Identifier: Apache-2.0
// A report with what the coder found in it; click an event for why it was coded.
import { useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { Answer } from "../parts/state.jsx";
import { opening } from "../parts/opening.js";
import { Coding } from "../parts/coding.jsx";
import { Corrections } from "../parts/corrections.jsx";

function Explanation({ event }) {
  const answer = useAnswer(`/events/${encodeURIComponent(event)}`);
  return <Answer answer={answer}>{(data) => <pre class="explanation" tabIndex={0}>{data.explanation}</pre>}</Answer>;
}

export function Report({ route }) {
  const answer = useAnswer(`/reports/${encodeURIComponent(route.id)}`);
  const [event, setEvent] = useState(route.query.get("event"));
  const span = route.query.get("span")?.split("-").map(Number);
  return (
    <Answer answer={answer}>
      {(coding) => (
        <>
          <h1>{coding.report.title ?? opening(coding.report.text) ?? coding.report.id}</h1>
          <p class="soft">{coding.report.id} · {coding.report.date ?? "undated"} {coding.report.publisher ?? ""} {coding.report.dateline ?? ""} {coding.report.url && /^https?:/.test(coding.report.url) && <a href={coding.report.url} rel="noreferrer noopener">original</a>}</p>
          <Coding coding={coding} event={event} onEvent={setEvent} range={span?.length === 2 ? span : null} explanation={(id) => (
            <>
              <Explanation key={id} event={id} />
              <Corrections key={`${id} corrections`} coding={coding} event={id} />
            </>
          )} />
        </>
      )}
    </Answer>
  );
}

// SPDX-License-Identifier: Apache-2.0
// A report with what the coder found in it; click an event for why it was coded.
import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../api.js";
import { link } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { opening } from "../parts/opening.js";
import { Coding } from "../parts/coding.jsx";
import { Corrections } from "../parts/corrections.jsx";

function Explanation({ event }) {
  const answer = useAnswer(`/events/${encodeURIComponent(event)}/explain`);
  return (
    <Answer answer={answer}>
      {(data) => (
        <>
          {!data.same_coder && <p class="note">The store was coded by another program, model or dictionary than explains here: the steps may be others.</p>}
          <pre class="explanation" tabIndex={0}>{data.explanation}</pre>
        </>
      )}
    </Answer>
  );
}

function About({ report, story }) {
  return (
    <p class="lead">
      {[report.id, report.date ?? "undated", report.publisher, report.agency, report.dateline].filter(Boolean).join(" · ")}
      {report.url && /^https?:/.test(report.url) && <> · <a href={report.url} rel="noreferrer noopener">original</a></>}
      {story && <> · <a href={link("story", story)}>its story</a></>}
    </p>
  );
}

// Brings the words that a link speaks of into view, once they are there.
const Arrived = () => {
  useEffect(() => { document.querySelector(".marked .found, .marked .chosen")?.scrollIntoView({ block: "center" }); }, []);
  return null;
};

export function Report({ route }) {
  const answer = useAnswer(`/reports/${encodeURIComponent(route.id)}`);
  const [event, setEvent] = useState(route.query.get("event"));
  const span = route.query.get("span")?.split("-").map(Number);
  return (
    <Answer answer={answer}>
      {(coding) => (
        <>
          <h1>{coding.report.title ?? opening(coding.report.text) ?? coding.report.id}</h1>
          <About report={coding.report} story={route.query.get("story")} />
          <Coding coding={coding} event={event} onEvent={setEvent} range={span?.length === 2 ? span : null} explanation={(id) => (
            <>
              <Explanation key={id} event={id} />
              <Corrections key={`${id} corrections`} coding={coding} event={id} />
            </>
          )} />
          <Arrived />
        </>
      )}
    </Answer>
  );
}

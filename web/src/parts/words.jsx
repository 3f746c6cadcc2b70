// SPDX-License-Identifier: Apache-2.0
// Codes in words, and small pieces that every view uses.
import { link } from "../route.js";

const roots = {
  "01": "make a statement", "02": "appeal", "03": "express intent to cooperate", "04": "consult", "05": "cooperate diplomatically",
  "06": "cooperate materially", "07": "provide aid", "08": "yield", "09": "investigate", "10": "demand", "11": "disapprove", "12": "reject",
  "13": "threaten", "14": "protest", "15": "show force", "16": "reduce relations", "17": "coerce", "18": "assault", "19": "fight",
  "20": "use mass violence",
};
export const rootOf = (cameo) => roots[cameo?.slice(0, 2)] ?? "";
export const quads = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
export const quadKeys = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];

export const days = (from, to) => (!from ? "undated" : from === to || !to ? from : `${from} to ${to}`);
export const plural = (n, one, many = one + "s") => `${Number(n).toLocaleString("en")} ${n === 1 ? one : many}`;

export function Quad({ quad, children }) {
  return <span class={`quad q${quad ?? 0}`}>{children}</span>;
}

export function Code({ event }) {
  return <Quad quad={event.quad_gdelt}><abbr title={rootOf(event.cameo) || undefined}>{event.plover ?? "STATEMENT"} <small>{event.cameo}</small></abbr></Quad>;
}

const who = (codes, names) => (names?.length ? names : codes ?? []).map((n) => n ?? "unknown").join(", ") || "—";

export function Pair({ event }) {
  return <span class="pair"><strong>{who(event.source, event.source_name)}</strong> <span aria-hidden="true">→</span><span class="sr">to</span> <strong>{who(event.target, event.target_name)}</strong></span>;
}

// The words of a clause may begin with the comma before them.
export const evidenceOf = (event) => event.evidence?.replace(/^[\s,;:]+/, "") ?? "The store keeps no text.";

// Those who tell it in the report; who has no code has a row of dashes.
function toldBy(attribution) {
  const known = attribution.filter((code) => /[A-Z]/.test(code));
  return known.length ? known.join(", ") : "a source without a code";
}

export function EventLine({ event }) {
  return (
    <li class="event">
      <div class="row">
        <span class="day">{event.told ?? "undated"}</span>
        <Code event={event} />
        <Pair event={event} />
        {event.assertion !== "actual" && <span class="chip">{event.assertion}</span>}
        {event.time === "future" && <span class="chip">planned {days(event.date_from, event.date_to)}</span>}
        {event.attribution.length > 0 && <span class="chip">told by {toldBy(event.attribution)}</span>}
      </div>
      <p class="evidence">
        <a href={link("report", event.report, { event: event.event })}>{evidenceOf(event)}</a>
        <small>{event.publisher ?? event.report}{event.story != null && <> · <a href={link("story", event.story)}>its story</a></>}</small>
      </p>
    </li>
  );
}

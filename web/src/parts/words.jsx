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

const who = (codes, names) => (names?.length ? names : codes ?? []).map((n) => n ?? "unknown").join(", ") || "—";

export function EventLine({ event }) {
  return (
    <li class="event">
      <div class="row">
        <span class="day">{event.told ?? "undated"}</span>
        <Quad quad={event.quad_gdelt}>{event.plover ?? "STATEMENT"} <small>{event.cameo}</small></Quad>
        <strong>{who(event.source, event.source_name)}</strong> <span aria-hidden="true">→</span><span class="sr">to</span> <strong>{who(event.target, event.target_name)}</strong>
        {event.assertion !== "actual" && <span class="chip">{event.assertion}</span>}
        {event.time === "future" && <span class="chip">planned {days(event.date_from, event.date_to)}</span>}
        {event.attribution.length > 0 && <span class="chip">told by {event.attribution.join(", ")}</span>}
      </div>
      <p class="evidence">{event.evidence ?? "The store keeps no text."} <a href={link("report", event.report, { event: event.event })}>{event.publisher ?? event.report}</a>{event.story != null && <> · <a href={link("story", event.story)}>its story</a></>}</p>
    </li>
  );
}

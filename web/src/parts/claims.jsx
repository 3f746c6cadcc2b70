// SPDX-License-Identifier: Apache-2.0
// Claims as their words, which lead to their text, with who makes them.
import { link } from "../route.js";

const forms = { direct: "quoted", indirect: "reported", mixed: "partly quoted" };

// "Xi Jinping, as told by the ministry": the innermost first.
export function tellersOf(claim) {
  const names = claim.tellers.map((t) => t.name).filter((name, i, all) => name !== all[i - 1]);
  if (names.length === 0) return "the outlet’s own words";
  return `${claim.joint ? "together: " : ""}${names.join(", as told by ")}`;
}
const formOf = (claim) => (claim.tellers.length && forms[claim.form] ? `, ${forms[claim.form]}` : "");
const voice = (claim) => `${claim.report}|${tellersOf(claim)}${formOf(claim)}`;

// Claims that follow one another in one voice stand together.
function voices(claims) {
  const groups = [];
  for (const claim of claims) {
    if (groups.length && voice(groups.at(-1)[0]) === voice(claim)) groups.at(-1).push(claim);
    else groups.push([claim]);
  }
  return groups;
}

function Words({ claim, marks }) {
  const text = claim.text == null ? `characters ${claim.span.join(" to ")}` : marks ? marks.map((m, i) => (m.differs ? <mark key={i}>{m.text}</mark> : m.text)) : claim.text;
  return <a href={link("report", claim.report, { span: claim.span.join("-") })}>{text}</a>;
}

// marks: a Map from claim to its pieces; outlet: a function that names the report of a claim, where that is to be said.
export function Claims({ claims, marks = new Map(), outlet }) {
  return voices(claims).map((group, i) => (
    <div class="claim" key={i}>
      {group.map((claim, j) => <p key={j}><Words claim={claim} marks={marks.get(claim)} /></p>)}
      <span class="teller">{tellersOf(group[0])}{formOf(group[0])}{outlet && ` · ${outlet(group[0])}`}</span>
    </div>
  ));
}

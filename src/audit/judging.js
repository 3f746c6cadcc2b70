// SPDX-License-Identifier: Apache-2.0
// How an item of an audit is judged: what it asks, what an answer changes, when it is done. An item has the columns
// of docs/audit.md as strings. The page of `audit sample --html` has this file built in (sheet.c), and the Audit view
// of the server's page imports it. src/audit/sheet_verdict.c holds the same rules against whoever writes.

export const answers = ["event_there", "type_right", "source_right", "target_right", "assertion_and_time_right"];
// What is a coder's own of an item.
export const said = [...answers, "code", "note"];
export const words = { y: "yes", n: "no", "?": "cannot tell" };

const asked = {
  event: ["Is the event there?", "Is its type right?", "Is the source right?", "Is the target right?", "Are assertion and time right?"],
  sentence: ["Does the sentence tell an event?"],
};
const next = { "": "y", y: "n", n: "?", "?": "y" };

export const questions = (item) => asked[item.kind] ?? asked.event;
// What follows the first question is asked of an event that is there, or may turn out to be.
export const isOpen = (item, number) => number === 0 || item.event_there === "y" || item.event_there === "";
export const isJudged = (item) => questions(item).every((text, number) => item[answers[number]] !== "" || (number > 0 && !isOpen(item, number)));
export const asksForCode = (item) => item.event_there === "y" && (item.kind !== "event" || item.type_right === "n");
export const codeQuestion = (item) => `Which type ${item.kind === "event" ? "is it" : "of event"}? The first two digits of its CAMEO code`;

// The item with the answer to a question; what the answer makes pointless is taken back.
export function answered(item, number, value) {
  if (number >= questions(item).length) return item;
  const changed = { ...item, [answers[number]]: value };
  if (number > 0 && item.event_there === "") changed.event_there = "y";
  if (changed.event_there !== "y") answers.slice(1).forEach((name) => { changed[name] = ""; });
  if (!asksForCode(changed)) changed.code = "";
  return changed;
}

// The item with the next answer to a question: of the first yes, of what follows no, as most of it is right.
export function turned(item, number) {
  if (!isOpen(item, number)) return item;
  const now = item[answers[number]] ?? "";
  return answered(item, number, number > 0 && now === "" ? "n" : next[now]);
}

// The item with yes wherever nothing was said; null where that cannot be meant: a sentence most often tells nothing.
export function accepted(item) {
  if (item.event_there === "" && item.kind === "sentence") return null;
  if (item.event_there !== "" && item.event_there !== "y") return item;
  return questions(item).reduce((now, text, number) => (now[answers[number]] === "" ? answered(now, number, "y") : now), item);
}

// The index of the first item after a place that is not judged, from the first on again; -1 if there is none.
export function nextOpen(items, place) {
  const after = items.findIndex((item, index) => index > place && !isJudged(item));
  return after >= 0 ? after : items.findIndex((item) => !isJudged(item));
}

// The sentence in pieces: { text, kind } with trigger, source, target or "". The trigger wins over a side that it lies in.
export function pieces(item) {
  const letters = Array.from(item.sentence);
  const kind = letters.map(() => "");
  const marks = item.marks.split(" ").map((mark) => /^(trigger|source|target):(\d+)-(\d+)$/.exec(mark)).filter((mark) => mark);
  marks.sort((a, b) => (a[1] === "trigger") - (b[1] === "trigger"));
  marks.forEach(([, what, start, end]) => kind.fill(what, +start, +end));
  const found = [];
  letters.forEach((letter, at) => {
    if (at > 0 && kind[at] === kind[at - 1]) found[found.length - 1].text += letter;
    else found.push({ text: letter, kind: kind[at] });
  });
  return found;
}

// What was coded, as pairs of a term and its words; of a sentence nothing was.
export function coded(item) {
  return item.kind !== "event" ? [] : [
    ["Source", item.source || "nobody named"],
    ["Event", `${item.cameo} ${item.label}`],
    ["Target", item.target || "nobody named"],
    ["Assertion, time", `${item.assertion}, ${item.time}`],
    ["Day", item.day || "not known"],
    ["According to", item.told_by || "the report itself"],
  ];
}

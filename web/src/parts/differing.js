// SPDX-License-Identifier: Apache-2.0
// Which words of a telling stand in none of the others. Words that only join others are never marked.
const joining = new Set(
  ("a about after against all also although an and any are as at be because been before being between both but by can could did do does during each " +
    "for from had has have he her his how i if in into is it its may might more most no nor not of on only or other our over own said same say says she " +
    "should so some such than that the their them then there these they this those through to under until up upon us was we were what when where " +
    "which while who whom whose why will with would you your").split(" "),
);
const key = (word) => word.toLowerCase().replace(/[’']s?(?=[^\p{L}\p{N}]*$)/u, "").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
const isUnitedStates = (word) => /^\W*US\W*$/.test(word);

export function differing(text, others) {
  const theirs = new Set(others.flatMap((other) => other.split(/\s+/).map(key)));
  return text.split(/(\s+)/).map((piece) => {
    const word = key(piece);
    return { text: piece, differs: word !== "" && !theirs.has(word) && (!joining.has(word) || isUnitedStates(piece)) };
  });
}

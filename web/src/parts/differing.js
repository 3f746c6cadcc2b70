// SPDX-License-Identifier: Apache-2.0
// Which words of a text are in none of the others, by the longest common subsequence with each.
const key = (word) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

function common(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  const found = new Set();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      found.add(i);
      i++;
      j++;
    } else if (table[i + 1][j] >= table[i][j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return found;
}

export function differing(text, others) {
  const pieces = text.split(/(\s+)/);
  const words = pieces.map((p, i) => ({ i, key: key(p) })).filter((w) => w.key);
  const same = new Set();
  for (const other of others) {
    const theirs = other.split(/\s+/).map(key).filter(Boolean);
    common(words.map((w) => w.key), theirs).forEach((at) => same.add(words[at].i));
  }
  return pieces.map((piece, i) => ({ text: piece, differs: key(piece) !== "" && !same.has(i) }));
}

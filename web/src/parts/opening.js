// SPDX-License-Identifier: Apache-2.0
// What a report without a title is called: its first words.
const LONGEST = 90;

export function opening(text) {
  const line = (text ?? "").trim().replace(/\s+/g, " ");
  if (line.length <= LONGEST) return line || null;
  const cut = line.lastIndexOf(" ", LONGEST);
  return `${line.slice(0, cut > 0 ? cut : LONGEST)} …`;
}

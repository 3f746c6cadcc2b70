// SPDX-License-Identifier: Apache-2.0
// A button that puts a table on the clipboard as tab-separated text, which a spreadsheet takes as cells.
import { useState } from "preact/hooks";

export function Copy({ text, children = "Copy table" }) {
  const [said, setSaid] = useState(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await text());
      setSaid("Copied");
    } catch {
      setSaid("Not copied: take the CSV");
    }
    setTimeout(() => setSaid(null), 2500);
  };
  return <button type="button" onClick={copy}><span aria-live="polite">{said ?? children}</span></button>;
}

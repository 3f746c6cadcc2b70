// SPDX-License-Identifier: Apache-2.0
// A table that pastes into a spreadsheet: plain cells, one header row, and a button that copies it as TSV.
import { useState } from "preact/hooks";

const plain = (value) => (Array.isArray(value) ? value.join("; ") : value ?? "");

export function Table({ caption, columns, rows, csv }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const lines = [columns.map((c) => c.title), ...rows.map((r) => columns.map((c) => String(plain(r[c.key])).replace(/\s+/g, " ")))];
    await navigator.clipboard.writeText(lines.map((l) => l.join("\t")).join("\n"));
    setCopied(true);
  };
  return (
    <>
      <div class="row tools">
        <button type="button" onClick={copy}>{copied ? "Copied" : "Copy table"}</button>
        {csv && <a href={csv} download>CSV</a>}
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption class="sr">{caption}</caption>
          <thead><tr>{columns.map((c) => <th key={c.key} scope="col" class={c.number ? "number" : ""}>{c.title}</th>)}</tr></thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>{columns.map((c) => <td key={c.key} class={c.number ? "number" : ""}>{c.cell ? c.cell(row) : plain(row[c.key])}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

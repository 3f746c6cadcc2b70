// SPDX-License-Identifier: Apache-2.0
// A table that pastes into a spreadsheet: plain cells, one header row; and the rows of a question as a file.
import { BASE, askText, hasToken } from "../api.js";
import { Copy } from "./copy.jsx";

const plain = (value) => (Array.isArray(value) ? value.join("; ") : value ?? "");
const line = (cells) => cells.map((cell) => String(plain(cell)).replace(/\s+/g, " ")).join("\t");

// A link cannot bear a token: where there is one, the file is asked for with it.
async function keep(e, path) {
  if (!hasToken()) return;
  e.preventDefault();
  const url = URL.createObjectURL(new Blob([await askText(path)]));
  const anchor = Object.assign(document.createElement("a"), { href: url, download: path.slice(1).replace(/\?.*/, "").replace(/\//g, "-") });
  anchor.click();
  URL.revokeObjectURL(url);
}

// The rows of a question as the API has them, every column, up to `limit` that `asked` names.
export function Files({ path, asked }) {
  const file = (format) => `${path}.${format}${asked}`;
  return (
    <span class="row files">
      <Copy text={() => askText(file("tsv"))}>Copy rows</Copy>
      {["csv", "tsv"].map((format) => <a key={format} href={BASE + file(format)} download onClick={(e) => keep(e, file(format))}>{format.toUpperCase()}</a>)}
    </span>
  );
}

export function Table({ caption, columns, rows, files }) {
  const text = () => [columns.map((c) => c.title), ...rows.map((r) => columns.map((c) => r[c.key]))].map(line).join("\n");
  return (
    <>
      <div class="row tools">
        <Copy text={async () => text()} />
        {files && <Files {...files} />}
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

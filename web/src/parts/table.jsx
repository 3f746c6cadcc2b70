// SPDX-License-Identifier: Apache-2.0
// A table that pastes into a spreadsheet: plain cells, one header row; and the rows of a question as a file.
import { BASE, askText, hasToken, save } from "../api.js";
import { Copy } from "./copy.jsx";

const plain = (value) => (Array.isArray(value) ? value.join("; ") : value ?? "");
const shown = (column, row) => {
  if (column.cell) return column.cell(row);
  const value = row[column.key];
  return typeof value === "number" ? value.toLocaleString("en") : plain(value);
};
const kindOf = (column) => (column.number ? "number" : column.date ? "date" : undefined);
const line = (cells) => cells.map((cell) => String(plain(cell)).replace(/\s+/g, " ")).join("\t");

// Where there is a token, the file is asked for with it.
function keep(e, path) {
  if (!hasToken()) return;
  e.preventDefault();
  save(path, path.slice(1).replace(/\?.*/, "").replace(/\//g, "-"));
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
          <thead><tr>{columns.map((c) => <th key={c.key} scope="col" class={kindOf(c)}>{c.title}</th>)}</tr></thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i}>{columns.map((c) => <td key={c.key} class={kindOf(c)}>{shown(c, row)}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

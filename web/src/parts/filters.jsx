// SPDX-License-Identifier: Apache-2.0
// Filters as a form. What is chosen stands in the URL.
import { useState } from "preact/hooks";

export const fields = [
  ["from", "From", "date"], ["to", "To", "date"], ["actor", "Actor", "text", "USAGOV or Biden"], ["country", "Country", "text", "USA,CHN"],
  ["source", "Source", "text"], ["target", "Target", "text"], ["type", "Type", "text", "CONSULT,ACCUSE"], ["code", "CAMEO", "text", "04"],
  ["place", "Place", "text"], ["publisher", "Outlet", "text"], ["text", "Words", "text", "sanction*"],
  ["assertion", "Assertion", "text", "actual"],
];

export function Filters({ names, values, onChange, children }) {
  const [draft, setDraft] = useState(values);
  const shown = fields.filter(([name]) => names.includes(name));
  const send = (e) => { e.preventDefault(); onChange(draft); };
  return (
    <form class="filters" onSubmit={send} role="search">
      {children}
      {shown.map(([name, label, type, hint]) => (
        <label key={name}>{label}
          <input type={type} placeholder={hint} value={draft[name] ?? ""} onInput={(e) => setDraft({ ...draft, [name]: e.currentTarget.value })} />
        </label>
      ))}
      <button>Show</button>
      <button type="reset" onClick={() => { setDraft({}); onChange({}); }}>Clear</button>
    </form>
  );
}

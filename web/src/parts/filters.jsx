// SPDX-License-Identifier: Apache-2.0
// Filters as a form. What is chosen stands in the URL.
import { useEffect, useState } from "preact/hooks";

const types = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];
const assertions = ["actual", "negated", "possible", "requested", "alleged", "any"];
const times = ["past", "present", "future"];

// name, label, what a field holds: a type of input, or the values that it takes
const fields = [
  ["text", "Words", "text", "sanction*"], ["from", "From", "date"], ["to", "To", "date"], ["actor", "Actor", "text", "USAGOV or Biden"],
  ["country", "Country", "text", "USA,CHN"], ["source", "Source", "text", "who does it"], ["target", "Target", "text", "to whom"],
  ["type", "Type", types], ["code", "CAMEO", "text", "04"], ["place", "Place", "text", "Geneva or CHE"], ["publisher", "Outlet", "text"],
  ["assertion", "Assertion", assertions], ["time", "Time", times], ["occurs-from", "Occurs from", "date"], ["occurs-to", "Occurs to", "date"],
];
// How many are shown at once; the others wait in a fold.
const FIRST = matchMedia("(max-width: 48rem)").matches ? 2 : 4;

function Field({ field: [name, label, kind, hint], value, onInput }) {
  const input = (e) => onInput(name, e.currentTarget.value);
  return (
    <label>{label}
      {Array.isArray(kind) ? (
        <select name={name} value={value} onChange={input}>
          <option value="" />
          {[...new Set([...kind, ...(value ? [value] : [])])].map((v) => <option key={v}>{v}</option>)}
        </select>
      ) : <input type={kind} name={name} placeholder={hint} value={value} onInput={input} />}
    </label>
  );
}

export function Filters({ names, values, onChange, children }) {
  const [draft, setDraft] = useState(values);
  useEffect(() => setDraft(values), [JSON.stringify(values)]); // as the address says, also after a step back
  const shown = fields.filter(([name]) => names.includes(name));
  const fold = shown.length > FIRST + 2 ? FIRST : shown.length;
  const change = (name, value) => setDraft({ ...draft, [name]: value });
  const make = (field) => <Field key={field[0]} field={field} value={draft[field[0]] ?? ""} onInput={change} />;
  const send = (e) => { e.preventDefault(); onChange(draft); };
  return (
    <form class="filters" onSubmit={send} role="search">
      <div class="fields">
        {children}
        {shown.slice(0, fold).map(make)}
        <span class="row buttons"><button class="first">Show</button><button type="button" onClick={() => { setDraft({}); onChange({}); }}>Clear</button></span>
      </div>
      {fold < shown.length && (
        <details open={shown.slice(fold).some(([name]) => values[name])}>
          <summary>More filters</summary>
          <div class="fields">{shown.slice(fold).map(make)}</div>
        </details>
      )}
    </form>
  );
}

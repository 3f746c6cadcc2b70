// SPDX-License-Identifier: Apache-2.0
// What people corrected of an event, and, for who has the token, a form to correct it. The store checks what is sent.
import { useState } from "preact/hooks";
import { ask, hasToken, query, useAnswer } from "../api.js";
import { usePerson } from "./person.js";
import { Answer } from "./state.jsx";

// A list of a few words is chosen from, a long one is typed with help.
const FEW = 20;

// The fields of a correction as the coder has them.
function asCoded(coding, event) {
  const side = (list) => list.map((p) => coding.actors[p.actor].code ?? "---").join(";");
  const { from, to } = event.date ?? {};
  return {
    source: side(event.source), target: side(event.target), code: event.cameo, plover: event.plover ?? "", mode: event.mode ?? "",
    assertion: event.assertion, time: event.time, date: !from ? "" : from === to || !to ? from : `${from}/${to}`,
  };
}

function Field({ field, value, onInput }) {
  const { field: name, wants, values } = field;
  const input = (e) => onInput(name, e.currentTarget.value);
  if (values.length > 0 && values.length <= FEW) {
    const known = values.some((v) => v.value === value);
    return (
      <label>{name}
        <select value={value} onInput={input}>
          {!known && <option value={value}>{value}</option>}
          {values.map((v) => <option key={v.value} value={v.value} title={v.meaning ?? ""}>{v.value}</option>)}
        </select>
      </label>
    );
  }
  const list = values.length > 0 ? `values-${name}` : undefined;
  return (
    <label title={wants}>{name}
      <input type="text" value={value} list={list} autocomplete="off" onInput={input} />
      {list && <datalist id={list}>{values.map((v) => <option key={v.value} value={v.value}>{`${v.value} ${v.meaning ?? ""}`}</option>)}</datalist>}
    </label>
  );
}

function Form({ fields, coded, event, lines, onMade }) {
  const [person, setPerson] = usePerson();
  const [changed, setChanged] = useState({});
  const [why, setWhy] = useState("");
  const [problem, setProblem] = useState(null);
  const ready = person.trim() !== "" && why.trim() !== "";
  const send = async (correction) => {
    try {
      await ask("/corrections", { method: "POST", body: JSON.stringify({ ...correction, by: person.trim(), why: why.trim() }) });
      setChanged({});
      setWhy("");
      setProblem(null);
      onMade();
    } catch (refused) {
      setProblem(refused);
    }
  };
  const set = (e) => {
    e.preventDefault();
    send({ act: "set", event, set: changed });
  };
  const input = (name, value) => {
    const { [name]: before, ...others } = changed;
    setChanged(value === coded[name] ? others : { ...others, [name]: value });
  };
  return (
    <form class="correction" onSubmit={set}>
      <p class="soft">The fields show what was coded; those that you change are corrected. What was coded stays beside it.</p>
      <div class="filters fields">
        {fields.map((field) => <Field key={field.field} field={field} value={changed[field.field] ?? coded[field.field]} onInput={input} />)}
        <label>your name <input type="text" name="by" value={person} maxLength={40} required onInput={(e) => setPerson(e.currentTarget.value)} /></label>
        <label class="why">why <input type="text" name="why" value={why} maxLength={500} required onInput={(e) => setWhy(e.currentTarget.value)} /></label>
      </div>
      <div class="row tools">
        <button disabled={!ready || Object.keys(changed).length === 0}>Correct it</button>
        <button type="button" disabled={!ready} onClick={() => send({ act: "delete", event })}>There is no such event</button>
        {lines.filter((line) => line.state === "holds").map((line) => <button key={line.correction} type="button" disabled={!ready} onClick={() => send({ act: "undo", correction: line.correction })}>Take back {line.correction}</button>)}
      </div>
      {problem && <p class="refused" role="alert">{problem.message}</p>}
    </form>
  );
}

function History({ lines }) {
  return (
    <ul class="plain">
      {lines.map((line) => (
        <li key={line.correction}>
          {line.correction}. {line.act === "undo" ? `takes back ${line.undoes}` : line.act === "delete" ? "no such event" : line.values} <span class="chip">{line.state === "-" ? "undo" : line.state}</span>
          <small class="soft"> {line.by}, {line.made}: {line.why}</small>
        </li>
      ))}
    </ul>
  );
}

export function Corrections({ coding, event }) {
  const [made, setMade] = useState(0);
  const history = useAnswer(`/corrections${query({ event, limit: 1000 })}`, made);
  const fields = useAnswer(hasToken() ? "/corrections/fields" : null);
  const lines = history.data?.items ?? [];
  if (lines.length === 0 && !hasToken()) return null;
  return (
    <section class="corrections" aria-label="Corrections">
      <h3>{lines.length > 0 ? "Corrected by people" : "Nobody has corrected it"}</h3>
      <History lines={lines} />
      {hasToken() && (
        <details>
          <summary>Correct this event</summary>
          <Answer answer={fields}>{({ items }) => <Form fields={items} coded={asCoded(coding, coding.events.find((e) => e.id === event))} event={event} lines={lines} onMade={() => setMade(made + 1)} />}</Answer>
        </details>
      )}
    </section>
  );
}

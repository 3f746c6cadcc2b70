// SPDX-License-Identifier: Apache-2.0
// Paste a text, see its coding. Nothing of it is kept.
import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { Answer } from "../parts/state.jsx";
import { Coding } from "../parts/coding.jsx";

const sample = "US Secretary of State Antony Blinken spoke with Chinese Foreign Minister Wang Yi by telephone on Saturday, according to the State Department. Wang urged Washington to stop selling arms to Taiwan.";

export function TryIt() {
  const [text, setText] = useState(sample);
  const [date, setDate] = useState("2021-11-14");
  const [event, setEvent] = useState(null);
  const [state, setState] = useState({});
  const send = async (e) => {
    e.preventDefault();
    setState({ waiting: true });
    const body = JSON.stringify({ id: "text", date: date || null, text });
    try {
      const [coding, why] = await Promise.all([ask("/code", { method: "POST", body }), ask("/explain", { method: "POST", body })]);
      setState({ data: { coding, why: new Map(why.items.map((i) => [i.event, i.explanation])) } });
      setEvent(coding.events[0]?.id ?? null);
    } catch (problem) {
      setState({ problem });
    }
  };
  return (
    <>
      <h1>Try it</h1>
      <form class="stack" onSubmit={send}>
        <label>Date of the report <input type="date" value={date} onInput={(e) => setDate(e.currentTarget.value)} /></label>
        <label>Text <textarea rows="6" value={text} maxLength={200000} onInput={(e) => setText(e.currentTarget.value)} /></label>
        <button class="first" disabled={!text.trim()}>Code it</button> <span class="soft">It is not kept.</span>
      </form>
      {(state.waiting || state.data || state.problem) && (
        <Answer answer={state}>
          {({ coding, why }) => <Coding coding={coding} event={event} onEvent={setEvent} explanation={(id) => <pre class="explanation" tabIndex={0}>{why.get(id)}</pre>} />}
        </Answer>
      )}
    </>
  );
}

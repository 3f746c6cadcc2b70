// SPDX-License-Identifier: Apache-2.0
// People judge a sample: an item at a time, by the keyboard alone if they like. What they may say, and what a key
// changes, is judging.js's to know, which the page of `audit sample --html` has in it, too.
import { useEffect, useRef, useState } from "preact/hooks";
import { accepted, answered, answers, asksForCode, codeQuestion, coded, isJudged, isOpen, nextOpen, pieces, questions, turned, words } from "../../../src/audit/judging.js";
import { query, save, useAnswer } from "../api.js";
import { link } from "../route.js";
import { usePerson } from "../parts/person.js";
import { Answer } from "../parts/state.jsx";
import { Verdicts } from "../parts/verdicts.js";
import { plural } from "../parts/words.jsx";

function Text({ item }) {
  return (
    <>
      <p class="soft">{[item.date, item.publisher, item.title].filter((part) => part).join(" · ")}</p>
      <div class="judged-text">
        <span class="soft">{item.before}</span>
        <span class="sentence">{pieces(item).map((piece, i) => (piece.kind ? <mark key={i} class={piece.kind} title={piece.kind}>{piece.text}</mark> : piece.text))}</span>
        <span class="soft">{item.after}</span>
      </div>
      <dl class="coded">{coded(item).map(([term, text]) => <div key={term}><dt>{term}</dt><dd>{text}</dd></div>)}</dl>
    </>
  );
}

function Question({ item, number, text, onAnswer }) {
  return (
    <fieldset disabled={!isOpen(item, number)}>
      <legend><kbd>{number + 1}</kbd> {text}</legend>
      {Object.entries(words).map(([value, word]) => (
        <label key={value}><input type="radio" name={answers[number]} checked={item[answers[number]] === value} onChange={() => onAnswer(number, value)} /> {word}</label>
      ))}
    </fieldset>
  );
}

// What is typed is said when the field is left.
function Line({ name, label, hint, value, most, list, onSay }) {
  const [draft, setDraft] = useState(value);
  useEffect(() => setDraft(value), [value]);
  const leave = (e) => {
    const text = e.currentTarget.value.trim();
    if (text !== value) onSay(text);
  };
  return (
    <label class="line">{label} <kbd>{hint}</kbd>
      <input id={name} type="text" value={draft} maxLength={most} list={list} autocomplete="off" onInput={(e) => setDraft(e.currentTarget.value)} onBlur={leave} />
    </label>
  );
}

function stateOf({ open, problem, theirs }) {
  if (theirs) return `Item ${theirs.item} was judged in another tab or browser: what was said there is shown.`;
  if (problem) return open > 0 ? `Not kept yet (${plural(open, "item")}), trying again: ${problem.message}` : `Not kept: ${problem.message}`;
  return open > 0 ? "Keeping …" : "All that you said is kept.";
}

function Judge({ sample, name, roots, coder, onOther }) {
  // Keys may come faster than the page is drawn: what they change is at hand, not in what was drawn last.
  const now = useRef({ items: null, place: 0 });
  const [, draw] = useState(0);
  const [problem, setProblem] = useState(null);
  const [kept, setKept] = useState({ open: 0 });
  const [hint, setHint] = useState("");
  const verdicts = useRef(null);
  const heading = useRef(null);

  const change = (changed) => {
    Object.assign(now.current, changed);
    draw((turn) => turn + 1);
  };
  const put = (item) => change({ items: now.current.items.map((old) => (old.item === item.item ? item : old)) });
  const say = (item, changed) => {
    setHint("");
    if (changed === item) return;
    put(changed);
    verdicts.current.say(changed);
  };
  const go = (index) => {
    setHint("");
    change({ place: Math.min(Math.max(index, 0), now.current.items.length - 1) });
  };

  useEffect(() => {
    const told = (state) => {
      setKept(state);
      if (state.theirs) put({ ...now.current.items.find((item) => item.item === state.theirs.item), ...state.theirs });
    };
    verdicts.current = new Verdicts(sample, coder, told);
    verdicts.current.load().then((items) => change({ items, place: Math.max(nextOpen(items, -1), 0) }), setProblem);
    return () => verdicts.current.stop();
  }, [sample, coder]);

  // What is not kept yet is lost with the tab.
  useEffect(() => {
    const warn = (e) => { if (kept.open > 0) e.preventDefault(); };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [kept.open]);

  const { items, place } = now.current;
  const item = items?.[place];
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [item?.item]);

  const accept = () => {
    const old = now.current.items[now.current.place];
    const changed = accepted(old);
    if (changed === null) return setHint("Answer with 1: yes, once more: no.");
    say(old, changed);
    if (now.current.place + 1 < now.current.items.length) go(now.current.place + 1);
    else setHint("That was the last item.");
  };
  const goOpen = () => {
    const index = nextOpen(now.current.items, now.current.place);
    if (index < 0) setHint("All items are judged.");
    else go(index);
  };
  const sayCode = (old, code) => {
    const known = code === "" || roots.some(([root]) => code.startsWith(root));
    if (known) say(old, { ...old, code });
    else setHint("The code begins with the two digits of a CAMEO root, 01 to 20.");
  };
  const saveSheet = () => save(`/audit/${sample}/sheet.csv${query({ coder })}`, `audit-${coder.replace(/[^A-Za-z0-9_-]/g, "_")}.csv`)
    .catch((failed) => setHint(failed.message));
  const latest = (drawn) => now.current.items.find((one) => one.item === drawn.item);
  const keys = {
    ArrowLeft: () => go(now.current.place - 1), ArrowRight: () => go(now.current.place + 1), Enter: accept, u: goOpen, s: saveSheet,
    n: () => document.getElementById("note").focus(), c: () => document.getElementById("code")?.focus(),
  };

  useEffect(() => {
    let afterG = false; // "g" and a letter go to a view
    const press = (e) => {
      const of = e.target;
      const went = afterG;
      afterG = e.key === "g";
      if (!now.current.items || e.ctrlKey || e.metaKey || e.altKey || went || of.closest("dialog")) return;
      const old = now.current.items[now.current.place];
      if (of.matches("input[type=text]")) {
        if (e.key !== "Escape" && e.key !== "Enter") return;
        heading.current.focus();
      } else if (/^[1-5]$/.test(e.key)) {
        say(old, turned(old, +e.key - 1));
      } else if (Object.hasOwn(keys, e.key) && !(e.key === "Enter" && of.matches("a, button")) && !(e.key.startsWith("Arrow") && of.matches("input[type=radio]"))) {
        keys[e.key]();
      } else return;
      e.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [sample, coder]);

  if (item == null) return <Answer answer={problem ? { problem } : { waiting: true }} />;
  const done = items.filter(isJudged).length;
  return (
    <div class="judge">
      <h1 ref={heading} tabIndex={-1}>Item {place + 1} of {items.length}, {done} judged</h1>
      <progress max={items.length} value={done} aria-label="Judged" />
      <div class="columns">
        <section aria-label="Text"><Text item={item} /></section>
        <section aria-label="Questions">
          {questions(item).map((text, number) => <Question key={number} item={item} number={number} text={text} onAnswer={(n, value) => say(item, answered(item, n, value))} />)}
          {asksForCode(item) && <Line key={`code ${item.item}`} name="code" label={codeQuestion(item)} hint="c" value={item.code} most={80} list="roots" onSay={(code) => sayCode(latest(item), code)} />}
          <datalist id="roots">{roots.map(([code, meaning]) => <option key={code} value={code}>{`${code} ${meaning}`}</option>)}</datalist>
          <Line key={`note ${item.item}`} name="note" label="Note" hint="n" value={item.note} most={500} onSay={(note) => say(latest(item), { ...latest(item), note })} />
        </section>
      </div>
      <div class="row tools" role="group" aria-label="Items">
        <button type="button" onClick={() => go(place - 1)}>Previous <kbd>←</kbd></button>
        <button type="button" onClick={() => go(place + 1)}>Next <kbd>→</kbd></button>
        <button type="button" class="first" onClick={accept}>The rest is right, next <kbd>Enter</kbd></button>
        <button type="button" onClick={goOpen}>Next without answer <kbd>u</kbd></button>
        <button type="button" onClick={saveSheet}>Sheet as CSV <kbd>s</kbd></button>
      </div>
      <p role="status" aria-live="polite">{hint} <span class={kept.problem ? "refused" : "soft"}>{stateOf(kept)}</span></p>
      <p class="soft">Keys <kbd>1</kbd> to <kbd>5</kbd> change the answer to a question: yes, no, cannot tell. <kbd>c</kbd> goes to the code, <kbd>n</kbd> to the note, <kbd>Esc</kbd> leaves them.</p>
      <p class="soft">{name}, judged by {coder}. <button type="button" class="link" onClick={onOther}>I am somebody else</button></p>
    </div>
  );
}

function Name({ onName }) {
  const [draft, setDraft] = useState("");
  const send = (e) => {
    e.preventDefault();
    if (draft.trim() !== "") onName(draft.trim());
  };
  return (
    <form class="stack" onSubmit={send}>
      <h1>Audit of coded events</h1>
      <p>Judge each item from its text alone. Two coders each judge all items and do not talk about them until both are done. Your answers are kept under your name, which nobody checks: use the same one always.</p>
      <label>Your name or initials <input type="text" value={draft} required maxLength={40} autocomplete="off" onInput={(e) => setDraft(e.currentTarget.value)} /></label>
      <button>Begin</button>
    </form>
  );
}

function Samples({ samples }) {
  if (samples.length === 0) {
    return (
      <div class="state">
        <h1>There is no sample to judge</h1>
        <p>Draw one, and start the server with it:</p>
        <pre>communique audit sample --db news.db --csv sheet.csv{"\n"}communique serve --db news.db --token-file token --audit sheet.csv</pre>
      </div>
    );
  }
  return (
    <>
      <h1>Audit of coded events</h1>
      <ul class="plain">{samples.map((s) => <li key={s.sample}><a href={link("audit", s.sample)}>{s.name}</a> <small>{plural(s.events, "event")}, {plural(s.sentences, "sentence")}</small></li>)}</ul>
    </>
  );
}

export function Audit({ route }) {
  const answer = useAnswer("/audit");
  const [coder, setCoder] = usePerson();
  return (
    <Answer answer={answer}>
      {({ samples, roots }) => {
        const sample = samples.length === 1 ? samples[0] : samples.find((s) => String(s.sample) === route.id);
        if (!sample) return <Samples samples={samples} />;
        if (coder === "") return <Name onName={setCoder} />;
        return <Judge key={`${sample.sample} ${coder}`} sample={sample.sample} name={sample.name} roots={roots} coder={coder} onOther={() => setCoder("")} />;
      }}
    </Answer>
  );
}

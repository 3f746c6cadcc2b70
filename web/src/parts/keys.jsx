// SPDX-License-Identifier: Apache-2.0
// Keys that go to a view or through a list, and the list of them.
import { useEffect, useRef } from "preact/hooks";
import { go } from "../route.js";

const views = { t: ["", "Today"], s: ["stories", "Stories"], d: ["dyad", "Dyads"], m: ["map", "Map"], a: ["actors", "Actors"], o: ["outlets", "Outlets"], f: ["search", "Search"], y: ["try", "Try it"], v: ["audit", "Audit: verdicts"] };
const isTyping = () => /INPUT|TEXTAREA|SELECT/.test(document.activeElement?.tagName);
const LEADS = "a[href], button, summary";

// To the next or the previous of what is listed: its first link.
function step(by) {
  const items = [...document.querySelectorAll("main li:not(.jumps li, .legend li), main tbody tr")].filter((item) => item.querySelector(LEADS) && !item.querySelector("li") && item.checkVisibility());
  const now = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[now < 0 ? (by > 0 ? 0 : items.length - 1) : now + by];
  next?.querySelector(LEADS).focus();
  next?.scrollIntoView({ block: "nearest" });
}

export function Keys() {
  const dialog = useRef();
  useEffect(() => {
    let afterG = false;
    const press = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (isTyping()) {
        if (e.key === "Escape") document.activeElement.blur();
        return;
      }
      if (e.key === "/") {
        e.preventDefault();
        const here = document.querySelector("main [name=text]");
        if (here) here.focus();
        else go("#/search", "[name=text]");
      } else if (e.key === "?" && !dialog.current.open) dialog.current.showModal();
      else if (e.key === "j") step(1);
      else if (e.key === "k") step(-1);
      else if (afterG && e.key in views) go(`#/${views[e.key][0]}`);
      afterG = e.key === "g";
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return (
    <>
      <button type="button" class="link" onClick={() => dialog.current.showModal()}>Keys <kbd>?</kbd></button>
      <dialog ref={dialog} aria-labelledby="keys">
        <h2 id="keys">Keys</h2>
        <dl class="keys">
          {Object.entries(views).map(([key, [, name]]) => <div key={key}><dt><kbd>g</kbd> <kbd>{key}</kbd></dt><dd>{name}</dd></div>)}
          <div><dt><kbd>/</kbd></dt><dd>search by words</dd></div>
          <div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>next, previous in a list; <kbd>Enter</kbd> opens it</dd></div>
          <div><dt><kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd></dt><dd>on the map: closer, farther, all of it; arrows move it</dd></div>
          <div><dt><kbd>Esc</kbd></dt><dd>leaves a field, closes this list</dd></div>
          <div><dt><kbd>?</kbd></dt><dd>this list</dd></div>
        </dl>
        <form method="dialog"><button>Close</button></form>
      </dialog>
    </>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Keys that go to a view, and the list of them.
import { useEffect, useRef } from "preact/hooks";

const views = { t: ["", "Today"], s: ["stories", "Stories"], d: ["dyad", "Dyads"], m: ["map", "Map"], a: ["actors", "Actors"], f: ["search", "Search"], y: ["try", "Try it"], v: ["audit", "Audit: verdicts"] };
const isTyping = () => /INPUT|TEXTAREA|SELECT/.test(document.activeElement?.tagName);

export function Keys() {
  const dialog = useRef();
  useEffect(() => {
    let afterG = false;
    const press = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || isTyping()) return;
      if (e.key === "/") {
        e.preventDefault();
        window.location.hash = "#/search";
      } else if (e.key === "?" && !dialog.current.open) {
        dialog.current.showModal();
      } else if (afterG && e.key in views) {
        window.location.hash = `#/${views[e.key][0]}`;
      }
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
          <div><dt><kbd>/</kbd></dt><dd>Search</dd></div>
          <div><dt><kbd>?</kbd></dt><dd>this list; <kbd>Esc</kbd> closes it</dd></div>
        </dl>
        <form method="dialog"><button>Close</button></form>
      </dialog>
    </>
  );
}

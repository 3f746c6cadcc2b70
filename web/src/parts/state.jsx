// SPDX-License-Identifier: Apache-2.0
// What stands where there is nothing to show yet, nothing at all, or an error.
import { useState } from "preact/hooks";

export function Missing() {
  return <div class="state"><h1>There is no such page</h1><p><a href="#/">Go to today</a></p></div>;
}

function Token() {
  const [value, setValue] = useState("");
  const keep = (e) => {
    e.preventDefault();
    sessionStorage.setItem("token", value);
    window.location.reload();
  };
  return (
    <form onSubmit={keep} class="row">
      <label>Token <input type="password" value={value} onInput={(e) => setValue(e.currentTarget.value)} autocomplete="off" /></label>
      <button>Use it</button>
    </form>
  );
}

export function Answer({ answer, empty, children }) {
  if (answer.problem) {
    return (
      <div class="state problem" role="alert">
        <h2>{answer.problem.title}</h2>
        <p>{answer.problem.message}</p>
        {answer.problem.status === 401 && <Token />}
      </div>
    );
  }
  if (!answer.data) return answer.waiting ? <p class="state reading" role="status">Reading …</p> : null;
  if (empty && answer.data.items?.length === 0) return <div class="state">{empty}</div>;
  return <div class={answer.waiting ? "stale" : undefined} aria-busy={answer.waiting}>{children(answer.data)}</div>;
}

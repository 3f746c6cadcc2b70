// SPDX-License-Identifier: Apache-2.0
// The API, and a hook that asks it. A server with a token asks for it once a tab.
import { useEffect, useState } from "preact/hooks";

export const BASE = "/api/v1";

export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

async function send(path, options) {
  const token = sessionStorage.getItem("token");
  const headers = { Accept: "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}), ...options.headers };
  let reply;
  try {
    reply = await fetch(BASE + path, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "The server does not answer", "Is communique serve still running?");
  }
  if (reply.ok) return reply;
  const problem = await reply.json().catch(() => ({}));
  throw new Problem(reply.status, problem.title ?? "Something went wrong", problem.detail);
}

export const ask = async (path, options = {}) => (await send(path, options)).json();

// Saves what a path answers as a file; a plain link would not bear the token.
export async function save(path, type, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await (await send(path, { headers: { Accept: type } })).blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// Whether the reader has given a token, and so may write.
export const hasToken = () => sessionStorage.getItem("token") !== null;

export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value != null);
  return given.length ? "?" + new URLSearchParams(given) : "";
}

// { data, problem, waiting } of a path; null asks nothing. It is asked anew when `turn` is another.
export function useAnswer(path, turn = 0) {
  const [state, setState] = useState({ waiting: path != null });
  useEffect(() => {
    if (path == null) {
      setState({ waiting: false });
      return undefined;
    }
    const abort = new AbortController();
    setState((old) => ({ ...old, waiting: true }));
    ask(path, { signal: abort.signal }).then(
      (data) => setState({ data, waiting: false }),
      (problem) => problem.name !== "AbortError" && setState({ problem, waiting: false }),
    );
    return () => abort.abort();
  }, [path, turn]);
  return state;
}

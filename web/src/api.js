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

export async function ask(path, options = {}) {
  const token = sessionStorage.getItem("token");
  const headers = { Accept: "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  let reply;
  try {
    reply = await fetch(BASE + path, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, "The server does not answer", "Is communique serve still running?");
  }
  if (reply.ok) return reply.json();
  const problem = await reply.json().catch(() => ({}));
  throw new Problem(reply.status, problem.title ?? "Something went wrong", problem.detail);
}

export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value != null);
  return given.length ? "?" + new URLSearchParams(given) : "";
}

// { data, problem, waiting } of a path; null asks nothing.
export function useAnswer(path) {
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
  }, [path]);
  return state;
}

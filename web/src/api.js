// SPDX-License-Identifier: Apache-2.0
// The API, and a hook that asks it. A server with a token asks for it once a tab.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";

export const BASE = "/api/v1";

export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

export const hasToken = () => sessionStorage.getItem("token") != null;

async function send(path, options, accept) {
  const token = sessionStorage.getItem("token");
  const headers = { ...options.headers, Accept: accept, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
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

export const ask = async (path, options = {}) => (await send(path, options, "application/json")).json();
export const askText = async (path) => (await send(path, {}, "*/*")).text();

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

// The answer of a list with its pages put together, and a function that asks for the next.
export function usePages(path, parameters) {
  const asked = query(parameters);
  const [after, setAfter] = useState({ asked, cursor: null });
  const cursor = after.asked === asked ? after.cursor : null;
  const pages = useRef({ asked: null, items: [] });
  const answer = useAnswer(path + query({ ...parameters, after: cursor }));
  const data = useMemo(() => {
    if (!answer.data) return undefined;
    const before = pages.current.asked === asked && cursor ? pages.current.items : [];
    pages.current = { asked, items: [...before, ...answer.data.items] };
    return { items: pages.current.items, next: answer.data.next };
  }, [answer.data]);
  return { answer: { ...answer, data }, more: () => setAfter({ asked, cursor: answer.data.next }) };
}

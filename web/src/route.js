// SPDX-License-Identifier: Apache-2.0
// Where the reader is: #/view/id?filters. All of it is in the URL, so that it can be sent to somebody.
import { useEffect, useState } from "preact/hooks";

function read() {
  const [path, query = ""] = window.location.hash.replace(/^#\/?/, "").split("?");
  const [view, ...rest] = path.split("/");
  return { view, id: rest.map(decodeURIComponent).join("/"), query: new URLSearchParams(query) };
}

export function useRoute() {
  const [route, setRoute] = useState(read());
  useEffect(() => {
    const follow = () => setRoute(read());
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return route;
}

export function link(view, id = "", filters = {}) {
  const query = new URLSearchParams(Object.entries(filters).filter(([, v]) => v !== "" && v != null)).toString();
  return `#/${view}${id === "" ? "" : "/" + String(id).split("/").map(encodeURIComponent).join("/")}${query ? "?" + query : ""}`;
}

// Changes filters in place, without a new step of the browser's history.
export function setFilters(route, filters) {
  history.replaceState(null, "", link(route.view, route.id, filters));
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

// Goes to a view. The focus goes to what the selector finds in it, else to the view.
let wanted = null;
export function go(where, selector = null) {
  wanted = selector;
  window.location.hash = where;
}
export function takeFocus(main) {
  (main.querySelector(wanted) ?? main).focus({ preventScroll: true });
  wanted = null;
}

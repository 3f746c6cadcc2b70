// SPDX-License-Identifier: Apache-2.0
// Who judges or corrects in this browser: asked once, and kept in it.
import { useState } from "preact/hooks";

const KEY = "communique-person";

export function usePerson() {
  const [person, setPerson] = useState(localStorage.getItem(KEY) ?? "");
  const keep = (name) => {
    localStorage.setItem(KEY, name);
    setPerson(name);
  };
  return [person, keep];
}

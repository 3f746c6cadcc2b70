// SPDX-License-Identifier: Apache-2.0
// What a coder says of a sample's items, sent to the server one after another. What could not be sent is sent again; of
// an item that another tab has judged meanwhile, what was said there takes the place of what was said here.
import { said } from "../../../src/audit/judging.js";
import { ask, query } from "../api.js";

const PAGE = 1000;
const AGAIN = 3000; // milliseconds

export class Verdicts {
  // `tell` is called with { open, problem, theirs }: how many items are not kept yet, why, and another tab's verdict.
  constructor(sample, coder, tell) {
    this.path = `/audit/${sample}`;
    this.coder = coder;
    this.tell = tell;
    this.open = new Map(); // by item, as last said
    this.revision = new Map();
    this.busy = false;
  }

  async load() {
    const items = [];
    for (let after = ""; after !== null;) {
      const page = await ask(`${this.path}/items${query({ coder: this.coder, limit: PAGE, after })}`);
      items.push(...page.items);
      after = page.next;
    }
    items.forEach((item) => this.revision.set(item.item, item.revision));
    return items;
  }

  say(item) {
    this.open.set(item.item, item);
    this.problem = this.theirs = null;
    this.report();
    this.send();
  }

  stop() {
    clearTimeout(this.again);
    this.tell = () => {};
  }

  report() {
    this.tell({ open: this.open.size, problem: this.problem, theirs: this.theirs });
  }

  async send() {
    clearTimeout(this.again);
    if (this.busy) return;
    this.busy = true;
    let goesOn = true;
    while (goesOn && this.open.size > 0) {
      goesOn = await this.sendOne(...this.open.entries().next().value);
      this.report();
    }
    this.busy = false;
    if (!goesOn) this.again = setTimeout(() => this.send(), AGAIN);
  }

  url(name) {
    return `${this.path}/verdicts/${encodeURIComponent(name)}${query({ coder: this.coder })}`;
  }

  // False where nothing can be sent for now.
  async sendOne(name, item) {
    const body = JSON.stringify({ ...Object.fromEntries(said.map((column) => [column, item[column]])), revision: this.revision.get(name) });
    try {
      const kept = await ask(this.url(name), { method: "PUT", body });
      this.revision.set(name, kept.revision);
      this.problem = null;
    } catch (problem) {
      if (problem.status === 409) return this.takeTheirs(name);
      this.problem = problem;
      if (problem.status !== 400) return false; // what is wrong gets no better by being sent again
    }
    if (this.open.get(name) === item) this.open.delete(name);
    return true;
  }

  async takeTheirs(name) {
    try {
      this.theirs = await ask(this.url(name));
      this.revision.set(name, this.theirs.revision);
      this.open.delete(name);
    } catch (problem) {
      this.problem = problem;
    }
    return this.problem === null;
  }
}

// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import "uplot/dist/uPlot.min.css";
import "./style.css";
import { takeFocus, useRoute } from "./route.js";
import { Today } from "./views/today.jsx";
import { Story } from "./views/story.jsx";
import { Stories } from "./views/stories.jsx";
import { Report } from "./views/report.jsx";
import { Dyad } from "./views/dyad.jsx";
import { Places } from "./views/places.jsx";
import { Actors } from "./views/actors.jsx";
import { Actor } from "./views/actor.jsx";
import { Outlets } from "./views/outlets.jsx";
import { Search } from "./views/search.jsx";
import { TryIt } from "./views/tryit.jsx";
import { Audit } from "./views/audit.jsx";
import { Guard, Missing } from "./parts/state.jsx";
import { Keys } from "./parts/keys.jsx";

const views = {
  "": { view: Today, name: "Today" },
  stories: { view: Stories, name: "Stories" },
  story: { view: Story, part: "stories" },
  report: { view: Report },
  dyad: { view: Dyad, name: "Dyads" },
  map: { view: Places, name: "Map" },
  actors: { view: Actors, name: "Actors" },
  actor: { view: Actor, part: "actors" },
  outlets: { view: Outlets, name: "Outlets" },
  search: { view: Search, name: "Search" },
  try: { view: TryIt, name: "Try it" },
  audit: { view: Audit, name: "Audit" },
};

function Page() {
  const route = useRoute();
  const main = useRef(), arrived = useRef(false);
  const found = views[route.view];
  const View = found ? found.view : Missing;
  useEffect(() => {
    document.title = found?.name ? `${found.name} · Communique` : "Communique";
    if (arrived.current) takeFocus(main.current);
    arrived.current = true;
    document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    window.scrollTo(0, 0);
  }, [route.view, route.id]);
  return (
    <>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); main.current.focus(); }}>Skip to the content</a>
      <header>
        <a class="brand" href="#/">Communique</a>
        <nav aria-label="Views">
          {Object.entries(views).filter(([, v]) => v.name).map(([path, v]) => (
            <a key={path} href={`#/${path}`} aria-current={route.view === path ? "page" : found?.part === path ? "true" : undefined}>{v.name}</a>
          ))}
        </nav>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <Guard key={`${route.view}/${route.id}`}><View route={route} /></Guard>
      </main>
      <footer>
        <p>What reports say happened, and according to whom; no more. <a href="/api/v1/openapi.json">API</a></p>
        <Keys />
      </footer>
    </>
  );
}

render(<Page />, document.getElementById("app"));

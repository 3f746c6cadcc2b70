// SPDX-License-Identifier: Apache-2.0
// A map of countries with places as points. The table beside it has the same places and links, for who cannot see or point.
import { geoEqualEarth, geoPath } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import shapes from "world-atlas/countries-110m.json?url";
import { countryName, countryOfShape } from "./countries.js";
import { plural } from "./words.jsx";

const WIDTH = 960, HEIGHT = 470, CLOSEST = 16, RADIUS = 15;
const WHOLE = { scale: 1, x: 0, y: 0 };
const projection = geoEqualEarth().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: "Sphere" });
const path = geoPath(projection);

export const radiusOf = (events, most) => 3 + (RADIUS - 3) * Math.sqrt(events / most);

function useShapes() {
  const [world, setWorld] = useState([]);
  useEffect(() => {
    fetch(shapes).then((r) => r.json()).then((topology) => setWorld(feature(topology, topology.objects.countries).features.map((f) => ({ outline: path(f), country: countryOfShape(f), name: f.properties.name }))));
  }, []);
  return world;
}

// The view, no farther than the whole map and never beyond its edges.
function bounded({ scale, x, y }) {
  const s = Math.min(CLOSEST, Math.max(1, scale));
  return { scale: s, x: Math.min(0, Math.max(WIDTH * (1 - s), x)), y: Math.min(0, Math.max(HEIGHT * (1 - s), y)) };
}
const zoomed = (view, factor, [x, y] = [WIDTH / 2, HEIGHT / 2]) => {
  const scale = Math.min(CLOSEST, Math.max(1, view.scale * factor));
  const by = scale / view.scale;
  return bounded({ scale, x: x - (x - view.x) * by, y: y - (y - view.y) * by });
};
const moved = (view, x, y) => bounded({ ...view, x: view.x + x, y: view.y + y });

const keys = {
  "+": (view) => zoomed(view, 1.5), "=": (view) => zoomed(view, 1.5), "-": (view) => zoomed(view, 1 / 1.5), "0": () => WHOLE,
  ArrowLeft: (view) => moved(view, 60, 0), ArrowRight: (view) => moved(view, -60, 0), ArrowUp: (view) => moved(view, 0, 60), ArrowDown: (view) => moved(view, 0, -60),
};

// A point of the screen in the units of the map.
function pointOf(svg, e) {
  const box = svg.getBoundingClientRect();
  return [(e.clientX - box.left) * WIDTH / box.width, (e.clientY - box.top) * HEIGHT / box.height];
}

// The wheel zooms once the map has the focus, or with Ctrl: a page that is scrolled past it goes on scrolling.
function useZoom(svg) {
  const [view, setView] = useState(WHOLE);
  const held = useRef(null);
  useEffect(() => {
    const wheel = (e) => {
      if (document.activeElement !== svg.current && !e.ctrlKey) return;
      e.preventDefault();
      setView((old) => zoomed(old, e.deltaY < 0 ? 1.25 : 0.8, pointOf(svg.current, e)));
    };
    svg.current.addEventListener("wheel", wheel, { passive: false });
    return () => svg.current?.removeEventListener("wheel", wheel);
  }, []);
  const onKeyDown = (e) => {
    if (!keys[e.key] || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    setView(keys[e.key]);
  };
  const onPointerDown = (e) => { held.current = { at: pointOf(svg.current, e), far: 0 }; };
  const onPointerMove = (e) => {
    if (!held.current || e.buttons !== 1) return;
    const at = pointOf(svg.current, e), [x, y] = [at[0] - held.current.at[0], at[1] - held.current.at[1]];
    held.current = { at, far: held.current.far + Math.abs(x) + Math.abs(y) };
    setView((old) => moved(old, x, y));
  };
  const isDrag = () => (held.current?.far ?? 0) > 4;
  return { view, setView, isDrag, handlers: { onKeyDown, onPointerDown, onPointerMove } };
}

// places: { place, lat, lon, events, conflict }; counts: a Map from country to its number of events.
export function WorldMap({ places, counts, onPlace, onCountry }) {
  const svg = useRef();
  const world = useShapes();
  const { view, setView, isDrag, handlers } = useZoom(svg);
  const most = Math.max(1, ...places.map((p) => p.events));
  const choose = (act) => () => !isDrag() && act();
  const land = useMemo(() => world.map((shape) => {
    const events = counts.get(shape.country) ?? 0;
    const label = `${shape.country ? countryName(shape.country) : shape.name}: ${plural(events, "event")}`;
    return <path key={shape.name} class={`land${events ? " told" : ""}${shape.country ? " open" : ""}`} d={shape.outline} onClick={shape.country ? choose(() => onCountry(shape.country)) : undefined}><title>{label}</title></path>;
  }), [world, counts]);
  return (
    <div class="world">
      <svg ref={svg} class="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="application" tabIndex={0} aria-label="Map of the places of events. Plus and minus zoom, arrows move; the table has the same places" {...handlers}>
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          <path class="sea" d={path({ type: "Sphere" })} />
          {land}
          {places.map((p) => {
            const [x, y] = projection([p.lon, p.lat]);
            return <circle key={`${p.place}|${p.country}|${p.lat}`} cx={x} cy={y} r={radiusOf(p.events, most) / view.scale} class={p.conflict * 2 > p.events ? "conflict" : "cooperation"} onClick={choose(() => onPlace(p))}><title>{`${p.place}: ${plural(p.events, "event")}, ${p.conflict} of conflict`}</title></circle>;
          })}
        </g>
      </svg>
      <div class="zoom" role="group" aria-label="Zoom">
        <button type="button" aria-label="Closer" onClick={() => setView(keys["+"])}>+</button>
        <button type="button" aria-label="Farther" onClick={() => setView(keys["-"])}>−</button>
        <button type="button" aria-label="0: the whole map" onClick={() => setView(WHOLE)}>0</button>
      </div>
    </div>
  );
}

// SPDX-License-Identifier: Apache-2.0
// Where events took place, on a map of countries; the list below it says the same.
import { geoEqualEarth, geoPath } from "d3-geo";
import { useEffect, useMemo, useState } from "preact/hooks";
import { feature } from "topojson-client";
import shapes from "world-atlas/countries-110m.json?url";
import { query, useAnswer } from "../api.js";
import { link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { Filters } from "../parts/filters.jsx";
import { Table } from "../parts/table.jsx";

const WIDTH = 960, HEIGHT = 470;

function useShapes() {
  const [world, setWorld] = useState(null);
  useEffect(() => { fetch(shapes).then((r) => r.json()).then((topology) => setWorld(feature(topology, topology.objects.countries))); }, []);
  return world;
}

function gather(items) {
  const places = new Map();
  for (const e of items) {
    if (e.lat == null) continue;
    const key = `${e.place}|${e.place_country}|${e.lat}|${e.lon}`;
    const kept = places.get(key) ?? { place: e.place, country: e.place_country, lat: e.lat, lon: e.lon, events: 0, conflict: 0 };
    kept.events += 1;
    kept.conflict += e.quad_gdelt >= 3 ? 1 : 0;
    places.set(key, kept);
  }
  return [...places.values()].sort((a, b) => b.events - a.events);
}

function Map_({ places }) {
  const world = useShapes();
  const projection = useMemo(() => geoEqualEarth().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], { type: "Sphere" }), []);
  const path = useMemo(() => geoPath(projection), [projection]);
  const most = Math.max(1, ...places.map((p) => p.events));
  return (
    <svg class="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label="Places of events; the table below lists them">
      <path class="sea" d={path({ type: "Sphere" })} />
      {world?.features.map((f) => <path key={f.id ?? f.properties.name} class="land" d={path(f)} />)}
      {places.map((p, i) => {
        const [x, y] = projection([p.lon, p.lat]);
        return <circle key={i} cx={x} cy={y} r={3 + 14 * Math.sqrt(p.events / most)} class={p.conflict * 2 > p.events ? "conflict" : "cooperation"}><title>{`${p.place}: ${p.events} events, ${p.conflict} of conflict`}</title></circle>;
      })}
    </svg>
  );
}

export function Places({ route }) {
  const filters = Object.fromEntries(route.query);
  const answer = useAnswer("/events" + query({ ...filters, limit: 1000 }));
  const columns = [
    { key: "place", title: "place", cell: (p) => <a href={link("search", "events", { ...filters, place: p.place })}>{p.place}</a> },
    { key: "country", title: "country" }, { key: "events", title: "events", number: true }, { key: "conflict", title: "of conflict", number: true },
  ];
  return (
    <>
      <h1>Map</h1>
      <Filters names={["from", "to", "actor", "country", "type"]} values={filters} onChange={(f) => setFilters(route, f)} />
      <Answer answer={answer} empty={<p>No event fits. Ask for less, or another time.</p>}>
        {({ items, next }) => {
          const places = gather(items);
          return (
            <>
              <Map_ places={places} />
              <p class="soft">{next ? "The latest 1,000 events that fit" : `All ${items.length} events that fit`}; {items.filter((e) => e.lat == null).length} of them name no place. <span class="key cooperation" /> mostly cooperation <span class="key conflict" /> mostly conflict. Shapes: Natural Earth.</p>
              <Table caption="Places of events" columns={columns} rows={places} />
            </>
          );
        }}
      </Answer>
    </>
  );
}

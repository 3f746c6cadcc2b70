// SPDX-License-Identifier: Apache-2.0
// Where events took place, on a map of countries; the table beside it says the same.
import { useMemo } from "preact/hooks";
import { query, usePages } from "../api.js";
import { go, link, setFilters } from "../route.js";
import { Answer } from "../parts/state.jsx";
import { countryName } from "../parts/countries.js";
import { Filters } from "../parts/filters.jsx";
import { Table } from "../parts/table.jsx";
import { WorldMap, radiusOf } from "../parts/worldmap.jsx";

const LIMIT = 1000;

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
  return [...places.values()].sort((a, b) => b.events - a.events || (a.place < b.place ? -1 : 1));
}

function byCountry(places) {
  const counts = new Map();
  places.forEach((p) => counts.set(p.country, (counts.get(p.country) ?? 0) + p.events));
  return counts;
}

// Circles of the sizes that are on the map.
function Legend({ most }) {
  const sizes = [...new Set([1, Math.max(1, Math.round(most / 4)), most])];
  return (
    <ul class="legend row" aria-label="Legend">
      <li><span class="key cooperation" /> mostly cooperation</li>
      <li><span class="key conflict" /> mostly conflict</li>
      {sizes.map((n) => {
        const r = radiusOf(n, most);
        return <li key={n}><svg class="size" width={2 * r + 2} height={2 * r + 2} aria-hidden="true"><circle cx={r + 1} cy={r + 1} r={r} /></svg> {n}</li>;
      })}
      <li>events at a place</li>
      <li><span class="key told" /> country with events</li>
      <li>Shapes: Natural Earth</li>
    </ul>
  );
}

function Shown({ items, next, more, filters }) {
  const places = useMemo(() => gather(items), [items]);
  const counts = useMemo(() => byCountry(places), [places]);
  const events = (place) => link("search", "events", { ...filters, place });
  const columns = [
    { key: "place", title: "place", cell: (p) => <a href={events(p.place)}>{p.place}</a> },
    { key: "country", title: "country", cell: (p) => <a href={events(p.country)}>{countryName(p.country)}</a> },
    { key: "events", title: "events", number: true }, { key: "conflict", title: "of conflict", number: true },
  ];
  return (
    <>
      <p class="soft">{next ? "The latest" : "All"} {items.length.toLocaleString("en")} events that fit; {items.filter((e) => e.lat == null).length.toLocaleString("en")} of them name no place. A click on a point or a country leads to its events. {next && <button type="button" class="link" onClick={more}>Add {LIMIT.toLocaleString("en")} earlier ones</button>}</p>
      <div class="beside">
        <div><WorldMap places={places} counts={counts} onPlace={(p) => go(events(p.place))} onCountry={(country) => go(events(country))} /><Legend most={Math.max(1, ...places.map((p) => p.events))} /></div>
        <div class="list">{places.length ? <Table caption="Places of events" columns={columns} rows={places} /> : <p class="state">No event that fits names a place.</p>}</div>
      </div>
    </>
  );
}

export function Places({ route }) {
  const filters = Object.fromEntries(route.query);
  const { answer, more } = usePages("/events", { ...filters, limit: LIMIT });
  return (
    <>
      <h1>Map</h1>
      <Filters names={["from", "to", "actor", "country", "type"]} values={filters} onChange={(f) => setFilters(route, f)} />
      <Answer answer={answer} empty={<p>No event fits. Ask for less, or another time.</p>}>{({ items, next }) => <Shown items={items} next={next} more={more} filters={filters} />}</Answer>
    </>
  );
}

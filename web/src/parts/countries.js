// SPDX-License-Identifier: Apache-2.0
// Names of countries and roles, from the tables that the coder has its codes from.
import countries from "../../../ontology/countries.tsv?raw";
import roles from "../../../ontology/cameo_roles.tsv?raw";

function rowsOf(table) {
  const [head, ...lines] = table.trim().split("\n").map((line) => line.split("\t"));
  return lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i]])));
}

const all = rowsOf(countries);
const names = new Map(all.map((c) => [c.iso3, c.name]));
const byIso2 = new Map(all.map((c) => [c.iso2, c.iso3]));
const roleNames = new Map(rowsOf(roles).map((r) => [r.code, r.name]));

export const countryName = (iso3) => names.get(iso3) ?? iso3;
export const roleName = (code) => roleNames.get(code) ?? code;

// ISO 3166 alpha-3 of a shape of world-atlas, whose id is the numeric code; null for one that has none.
export function countryOfShape(shape) {
  if (shape.properties.name === "Kosovo") return byIso2.get("XK") ?? null;
  const region = shape.id && new Intl.Locale(`und-${shape.id}`).region;
  return byIso2.get(region) ?? null;
}

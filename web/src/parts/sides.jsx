// SPDX-License-Identifier: Apache-2.0
// What each side's officials say themselves; apart from it what others say that they say.
import { Claims } from "./claims.jsx";
import { countryName } from "./countries.js";
import { plural } from "./words.jsx";

// In the order of the reports and of their texts.
function claimsOf(accounts, reports, side, how) {
  const at = new Map(reports.map((r, i) => [r.report, i]));
  const claims = accounts.filter((a) => a.sides[side] === how).flatMap((a) => a.claims.filter((c) => c.tellers.length > 0));
  return claims.sort((a, b) => at.get(a.report) - at.get(b.report) || a.span[0] - b.span[0]);
}

const isOwn = (side) => (claim) => claim.tellers[0].country === side;

const AT_ONCE = 30;

// The first of many, the others in a fold.
function Some({ claims, outlet }) {
  return (
    <>
      <Claims claims={claims.slice(0, AT_ONCE)} outlet={outlet} />
      {claims.length > AT_ONCE && <details><summary>{claims.length - AT_ONCE} more</summary><Claims claims={claims.slice(AT_ONCE)} outlet={outlet} /></details>}
    </>
  );
}

function Side({ side, accounts, reports }) {
  const own = claimsOf(accounts, reports, side, "own").filter(isOwn(side));
  const ascribed = claimsOf(accounts, reports, side, "ascribed");
  const outlet = (claim) => reports.find((r) => r.report === claim.report)?.publisher ?? claim.report;
  const name = countryName(side);
  return (
    <section class="side" aria-label={name}>
      <h3>{name} <small>{plural(own.length, "claim")} of its own, {ascribed.length} ascribed</small></h3>
      {own.length ? <div class="own-words"><Some claims={own} outlet={outlet} /></div> : <p class="soft">The reports held have nothing from its own officials.</p>}
      {ascribed.length > 0 && <div class="ascribed-to"><h4>Ascribed to {name} by others</h4><Some claims={ascribed} outlet={outlet} /></div>}
    </section>
  );
}

export function Sides({ accounts, reports }) {
  const sides = [...new Set(accounts.flatMap((a) => Object.keys(a.sides)))].sort();
  if (sides.length === 0) return <p class="soft">No official is quoted.</p>;
  return <div class="columns">{sides.map((side) => <Side key={side} side={side} accounts={accounts} reports={reports} />)}</div>;
}

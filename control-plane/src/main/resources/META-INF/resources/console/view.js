// Draws what the plane said. Text only ever enters as text.

import { byId, element } from "./dom.js";
import { celsius, clock, count, decimal, millis, power } from "./format.js";
import { rollouts } from "./rollouts.js";
import { safety } from "./safety.js";

export function show(fleet) {
  byId("site-name").textContent = fleet.site.name;
  byId("heard").textContent = `as of ${clock(fleet.site.asOf)}`;
  glance(fleet.site);
  domains(fleet.site.domains);
  safety(fleet.safety);
  rollouts(fleet.rollouts);
  services(fleet.services);
  racks(fleet.racks);
}

function glance(site) {
  const { racks, power: watts, services: totals, replicas, leader } = site;
  const facts = [
    ["tokens/s", count(site.tokensPerSecond), `${decimal(site.requestsPerSecond, "requests/s")}`],
    ["TTFT p50", millis(site.ttftP50Millis), `p95 ${millis(site.ttftP95Millis)}`],
    ["TPOT p95", millis(site.tpotP95Millis), ""],
    ["energy", decimal(site.joulesPerToken, "J/token"), ""],
    ["power", power(watts.drawnWatts), `${power(watts.committedWatts)} committed of ${power(watts.budgetWatts)}`],
    ["racks fresh", `${count(racks.fresh)} of ${count(racks.total - racks.unpowered)}`, rackTroubles(racks)],
    ["services", `${count(totals.satisfied)} of ${count(totals.total)}`, `${count(replicas.serving)} of ${count(replicas.wanted)} replicas serve`],
    ["leader", leader && leader.leading ? leader.holder : "nobody", leader ? `term ${leader.epoch}` : "nothing is decided"],
  ];
  byId("glance").replaceChildren(
    ...facts.map(([name, value, more]) =>
      element("div", "", element("dt", "", name), element("dd", "", value), element("dd", "more", more))),
  );
}

function rackTroubles(racks) {
  const troubles = ["stale", "lost", "bad", "unpowered", "cordoned"].filter((kind) => racks[kind] > 0);
  return troubles.map((kind) => `${count(racks[kind])} ${kind}`).join(", ");
}

function domains(tree) {
  const depthOf = new Map();
  byId("domains").replaceChildren(
    ...tree.map((domain) => {
      const depth = domain.parent === "" ? 0 : (depthOf.get(domain.parent) ?? 0) + 1;
      depthOf.set(domain.name, depth);
      const name = element("span", "name", domain.name, " ", element("small", "", domain.kind));
      name.style.paddingInlineStart = `${depth}rem`;
      const drawn = Math.max(domain.drawnWatts, domain.meteredWatts ?? 0);
      return element("li", "", name, bar(domain, drawn), element("span", "figures",
        `${power(drawn)} / ${power(domain.committedWatts)} / ${power(domain.budgetWatts)}`), ...bandOf(domain));
    }),
  );
}

/** What the guard makes of it: the band, and why it may draw less than its budget. */
function bandOf(domain) {
  if (domain.band === null) {
    return [];
  }
  const lowered = domain.budgetInForceWatts < domain.budgetWatts ? ` of ${power(domain.budgetInForceWatts)} in force` : "";
  const band = domain.band.toLowerCase();
  if (domain.feeds !== null && domain.feedsPresent < domain.feeds) {
    const feeds = domain.feedsPresent === 0 ? "dark: no feed" : `${domain.feedsPresent} of ${domain.feeds} feeds, ${band}${lowered}`;
    return [element("span", "band lost", feeds)];
  }
  return [element("span", `band ${band}`, `${band}${lowered}`)];
}

function bar(domain, drawnWatts) {
  const percent = (watts) => Math.min(100, (100 * watts) / domain.budgetWatts);
  const committed = element("i", "committed");
  committed.style.width = `${percent(domain.committedWatts)}%`;
  const inForce = domain.budgetInForceWatts ?? domain.budgetWatts;
  const drawn = element("i", drawnWatts > inForce ? "drawn over" : "drawn");
  drawn.style.width = `${percent(drawnWatts)}%`;
  const made = element("span", "bar", committed, drawn);
  if (inForce < domain.budgetWatts) {
    const limit = element("i", "limit");
    limit.style.insetInlineStart = `${percent(inForce)}%`;
    made.append(limit);
  }
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", `${Math.round(percent(drawnWatts))}% of the budget drawn`);
  return made;
}

function services(list) {
  const rows = list.flatMap((service) => [serviceRow(service), ...queueRows(service.status.queue)]);
  byId("services").replaceChildren(...(rows.length ? rows : [wideRow("nothing", "No service is declared. Apply one: gigafleet apply -f FILE")]));
}

function serviceRow({ metadata, spec, status }) {
  const cells = [
    count(status.serving), count(status.placed), count(status.wanted), count(status.tokensPerSecond),
    millis(status.ttftP50Millis), `${millis(status.ttftP95Millis)}${spec.slo ? ` of ${spec.slo.ttftP95}` : ""}`,
    `${millis(status.tpotP95Millis)}${spec.slo ? ` of ${spec.slo.tpotP95}` : ""}`, power(status.wattsCommitted),
  ];
  return element("tr", status.satisfied ? "" : "short",
    element("th", "", metadata.name), element("td", "", spec.tenant),
    ...cells.map((text) => element("td", "number", text)));
}

/** One row per reason: a service that lacks power lacks it for many replicas at once. */
function queueRows(queue) {
  return queue.map((entry) => {
    const which = entry.replicas === 1 ? "1 replica" : `${count(entry.replicas)} replicas`;
    const why = [entry.message, entry.nearestFit].filter(Boolean).join("; ");
    const when = entry.verdict === "NEVER" ? "Waiting does not help." : `Not now; ${placeOf(entry)}.`;
    return wideRow("unplaced", `${which} of ${entry.shape} without a place. ${entry.reason}: ${why}. ${when}`);
  });
}

function placeOf({ position, ahead }) {
  const before = ahead.replicas === 0 ? "nobody is ahead" : `behind ${count(ahead.replicas)} of ${ahead.services.join(", ")}`;
  return `${count(position)}. in the queue, ${before}`;
}

function wideRow(className, text) {
  const cell = element("td", "", text);
  cell.colSpan = 10;
  return element("tr", className, cell);
}

// Tiles are kept and changed, so that thousands of racks can be shown and a tile can be hovered over.
const tiles = new Map();

function racks(list) {
  const rows = Map.groupBy(list, (rack) => `${rack.hall} / ${rack.row}`);
  const names = new Set(list.map((rack) => rack.name));
  for (const [name, tile] of tiles) {
    if (!names.has(name)) {
      tile.remove();
      tiles.delete(name);
    }
  }
  const sections = [...rows.keys()].sort(byNumber).map((row) => {
    const inRow = rows.get(row).sort((a, b) => a.position - b.position);
    return element("div", "row", element("h3", "", row), element("ul", "tiles", ...inRow.map(tileOf)));
  });
  byId("racks").replaceChildren(...(sections.length ? sections : [element("p", "nothing", "No rack stands here yet.")]));
}

const byNumber = new Intl.Collator("en", { numeric: true }).compare;

function tileOf(rack) {
  let tile = tiles.get(rack.name);
  if (!tile) {
    tile = element("li", "", ...["b", "em", "span", "span", "span"].map((tag) => element(tag, "")));
    tiles.set(rack.name, tile);
  }
  const flag = rack.draining ? "draining" : rack.cordoned ? "cordoned" : "";
  tile.className = `tile ${kindOf(rack)} ${flag}`;
  tile.title = `${rack.name} (${rack.sku}): ${rack.work ? `to be ${rack.work.stage}, ${rack.work.reason}` : `${rack.condition}, ${rack.conditionCause}`}`;
  const texts = [
    rack.name, [rack.stage === "IN_SERVICE" ? rack.condition : rack.stage, flag].filter(Boolean).join(" "), power(rack.powerWatts), celsius(rack.dieMaxCelsius),
    rack.stage === "IN_SERVICE" ? `${count(rack.acceleratorsFree)} of ${count(rack.accelerators)} free` : rack.work ? `to ${rack.work.stage}` : "",
  ];
  texts.forEach((text, index) => {
    if (tile.children[index].textContent !== text) {
      tile.children[index].textContent = text;
    }
  });
  return tile;
}

/** On its way into service, its silence or its heat is for the rollout to judge. */
function kindOf(rack) {
  if (rack.stage === "IN_SERVICE") {
    return rack.condition.toLowerCase();
  }
  return rack.stage === "QUARANTINED" ? "quarantined" : "coming";
}

// Draws how racks come into service.

import { byId, element } from "./dom.js";
import { count, decimal, duration, moment } from "./format.js";

/** More racks than these are counted only. */
const MAX_RACKS_SHOWN = 24;

/** Worst first. */
const STATES = ["INCONCLUSIVE", "QUARANTINED", "ACTIVE"];

export function rollouts(list) {
  byId("rollouts-section").hidden = list.length === 0;
  byId("rollouts").replaceChildren(...list.map(rollout));
}

function rollout(it) {
  const phase = it.pause === "NONE" ? it.phase : `${it.phase} (${it.pause})`;
  return element("article", `rollout ${it.phase.toLowerCase()}`,
    element("h3", "", element("b", "", it.name), ` ${it.kind}${it.firmware && `, firmware ${it.firmware}`}${it.speed === 1 ? "" : `, speed ${count(it.speed)}`}`),
    element("p", "phase", element("b", "", phase), ` ${it.reason}`),
    element("p", "more", facts(it).join(" · ")),
    element("ul", "waves", ...it.waveList.map(wave)),
    ...racks(it.rackList));
}

function facts(it) {
  const { racks: sums, megawatts, forecast, throughput } = it;
  return [
    it.waves > 0 && `wave ${it.wave} of ${it.waves}`,
    `${count(sums.inService)} of ${count(sums.total)} racks, ${decimal(megawatts.inService, "MW")} of ${decimal(megawatts.total, "MW")} in service`,
    throughput.racksPerDay > 0 && `${decimal(throughput.racksPerDay, "racks a day")}`,
    forecast && `forecast ${moment(forecast.likely)} (${moment(forecast.early)} to ${moment(forecast.late)})`,
    it.finishedAt && `ended ${moment(it.finishedAt)}`,
    it.deadline && `deadline ${moment(it.deadline)}`,
  ].filter(Boolean);
}

function wave(it) {
  const part = (className, racks) => {
    const made = element("i", className);
    made.style.width = `${(100 * racks) / it.racks}%`;
    return made;
  };
  const bar = element("span", "bar parts", part("done", it.inService), part("active", it.active), part("failed", it.quarantined));
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", `${count(it.inService)} of ${count(it.racks)} racks in service`);
  const states = [["active", it.active], ["quarantined", it.quarantined], ["skipped", it.skipped], ["left", it.left]]
    .filter(([, racks]) => racks > 0)
    .map(([state, racks]) => `, ${count(racks)} ${state}`);
  return element("li", "", element("span", "name", `wave ${it.wave}`), bar,
    element("span", "figures", `${count(it.inService)} of ${count(it.racks)} in service${states.join("")}`));
}

function stateOf(rack) {
  return rack.work?.inconclusive ? "INCONCLUSIVE" : rack.state;
}

function racks(list) {
  const urgency = (rack) => STATES.indexOf(stateOf(rack));
  const shown = list.filter((rack) => urgency(rack) >= 0).sort((a, b) => urgency(a) - urgency(b) || a.wave - b.wave);
  if (shown.length === 0) {
    return [];
  }
  const rows = shown.slice(0, MAX_RACKS_SHOWN).map(rackRow);
  const more = shown.length - rows.length;
  return [
    element("div", "scroll", element("table", "", element("tbody", "", ...rows))),
    ...(more > 0 ? [element("p", "more", `and ${count(more)} more`)] : []),
  ];
}

function rackRow(rack) {
  const { work, ticket } = rack;
  const state = stateOf(rack);
  const at = state === "ACTIVE" ? (work?.stage ?? rack.stage) : work ? `${work.stage} ${state.toLowerCase()}` : state;
  const time = work ? (work.askedAt ? `${duration(work.elapsed)} of ${duration(work.sla)}` : `waits ${duration(work.elapsed)}`) : "";
  const why = work ? work.reason : ticket ? `${ticket.cause} ${ticket.component}: ${ticket.evidence}` : "";
  return element("tr", state.toLowerCase(), element("th", "", rack.rack), element("td", "", at), element("td", "", time),
    element("td", "", work ? `attempt ${work.attempt}` : ""), element("td", "why", why));
}

// Draws what the safety guard may do, did, and wants people to know; sends what they say of it.

import { byId, element } from "./dom.js";
import { clock, count, moment, power } from "./format.js";

/** More suggestions, alarms or acts than these are for the command line. */
const MAX_SUGGESTIONS = 10;
const MAX_ALARMS = 20;
const MAX_ACTS = 8;

let orders = null;

/** Whom orders go to; each asks for a new picture once it is given. */
export function ordersGoTo(plane, refresh) {
  orders = async (path, body) => {
    try {
      await plane.post(path, body);
      byId("safety-said").textContent = "";
    } catch (failure) {
      byId("safety-said").textContent = failure.message;
    }
    refresh();
  };
}

export function safety({ loadTarget, modes, suggestions, alarms, acts }) {
  byId("load-target").replaceChildren(...target(loadTarget));
  byId("modes").replaceChildren(...modes.map(scope));
  byId("suggestions-table").hidden = suggestions.length === 0;
  byId("suggestions").replaceChildren(...suggestions.slice(0, MAX_SUGGESTIONS).map(suggestion));
  byId("suggestions-more").textContent =
    suggestions.length > MAX_SUGGESTIONS ? `and ${count(suggestions.length - MAX_SUGGESTIONS)} more: gigafleet safety suggestions` : "";
  byId("alarms").replaceChildren(...(alarms.length ? alarms.slice(0, MAX_ALARMS).map(alarm) : [wide("nothing", "No alarm stands.")]));
  byId("alarms-more").textContent = alarms.length > MAX_ALARMS ? `and ${count(alarms.length - MAX_ALARMS)} more: gigafleet alarms` : "";
  byId("acts").replaceChildren(...(acts.length ? acts.slice(0, MAX_ACTS).map(act) : [wide("nothing", "The guard has not acted.")]));
}

function target({ state, target: wish, drawnWatts, progress }) {
  if (!wish) {
    return [element("b", "", "No load target. "), `The site draws ${power(drawnWatts)}.`];
  }
  const words = {
    UPCOMING: `from ${moment(wish.from)}`,
    APPROACHING: `${power(drawnWatts - wish.watts)} to go, to be met ${clock(wish.deadline)}`,
    MET: "met",
    MISSED: `missed by ${power(drawnWatts - wish.watts)}`,
  };
  return [
    element("b", "", `Load target ${power(wish.watts)}: `), element("span", `state ${state.toLowerCase()}`, words[state] ?? state),
    ` · ${power(drawnWatts)} drawn · until ${moment(wish.until)} · by ${wish.setBy}${wish.reason ? `, ${wish.reason}` : ""}`,
    ...(progress ? [element("span", "progress", progress)] : []),
  ];
}

function scope(it) {
  const chips = Object.entries(it.modes).map(([automation, mode]) => element("span", `mode ${mode}`, `${automation} ${mode}`));
  const held = it.held ? [element("span", "held", `held by ${it.heldBy} since ${clock(it.heldAt)}: ${it.holdReason}`)] : [];
  return element("li", "", element("b", "", it.scope), ...chips, ...held, holdSwitch(it));
}

function holdSwitch(it) {
  const button = element("button", "", it.held ? "Release" : "Hold");
  button.type = "button";
  button.title = it.held ? "The guard acts by its modes again" : "The guard acts no longer by itself; caps in force stay";
  button.addEventListener("click", () => {
    const reason = it.held ? "" : prompt(`Why shall the guard not act by itself in ${it.scope}?`);
    if (reason !== null) {
      orders(it.held ? "safety/release" : "safety/hold", { scope: it.scope, reason });
    }
  });
  return button;
}

function suggestion(it) {
  const last = element("td", "", it.approvedBy ? `approved by ${it.approvedBy} until ${clock(it.approvedUntil)}` : "");
  if (!it.approvedBy) {
    const button = element("button", "", "Approve");
    button.type = "button";
    button.title = "The guard does it, this once: until it is calm again, at most 15 minutes";
    button.addEventListener("click", () => orders(`safety/suggestions/${encodeURIComponent(it.id)}/approve`, { reason: "in the console" }));
    last.append(button);
  }
  return element("tr", it.approvedBy ? "" : "asking", element("th", "", `${it.approvedBy ? "does" : "would"} ${it.action}`),
    element("td", "", clock(it.since)), element("td", "", it.subject), element("td", "why", `${it.automation}: ${it.numbers}`), last);
}

function alarm(it) {
  const state = it.silencedBy ? `silent (${it.silencedBy})` : it.acknowledgedBy ? `seen by ${it.acknowledgedBy}` : "";
  const last = element("td", "", "");
  if (state) {
    last.append(element("span", "", state));
  }
  if (!it.acknowledgedBy) {
    const button = element("button", "", "Acknowledge");
    button.type = "button";
    button.addEventListener("click", () => orders(`alarms/${encodeURIComponent(it.key)}/acknowledge`, {}));
    last.append(button);
  }
  const kind = element("small", "", it.key.split(" ", 1)[0]);
  return element("tr", it.severity, element("th", "", it.severity, " ", kind), element("td", "", clock(it.since)), element("td", "", it.subject),
    element("td", "why", it.count > 1 ? `${it.text} (${count(it.count)} times)` : it.text), last);
}

function act(it) {
  const why = element("td", "why", it.detail);
  why.colSpan = 2;
  return element("tr", it.done ? "" : "suggested", element("th", "", it.done ? it.action : `would ${it.action}`), element("td", "", clock(it.at)),
    element("td", "", it.subject), why);
}

function wide(className, text) {
  const cell = element("td", "", text);
  cell.colSpan = 5;
  return element("tr", className, cell);
}

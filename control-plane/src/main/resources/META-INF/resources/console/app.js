// The console: asks for a token, then shows the fleet every two seconds.

import { Denied, Plane } from "./plane.js";
import { ordersGoTo } from "./safety.js";
import { show } from "./view.js";

const TOKEN_KEY = "gigafleet-token";
const REFRESH_MILLIS = 2_000;
/** A refresh may take at most this part of the time, so that a large fleet is asked for less often. */
const REFRESH_SHARE = 1 / 5;

const byId = (id) => document.getElementById(id);
let plane = null;
let lastShown = "";
let timer = 0;

function signIn(token) {
  sessionStorage.setItem(TOKEN_KEY, token);
  plane = new Plane(token);
  ordersGoTo(plane, refreshNow);
  byId("sign-in").hidden = true;
  byId("sign-out").hidden = false;
  refresh(plane);
}

function signOut(reason) {
  clearTimeout(timer);
  sessionStorage.removeItem(TOKEN_KEY);
  plane = null;
  byId("fleet").hidden = true;
  byId("sign-out").hidden = true;
  byId("sign-in").hidden = false;
  byId("heard").textContent = "";
  byId("site-name").textContent = "";
  say(reason);
  byId("token").value = "";
  byId("token").focus();
}

function refreshNow() {
  clearTimeout(timer);
  if (plane) {
    refresh(plane);
  }
}

async function refresh(asked) {
  const startedMillis = performance.now();
  try {
    const fleet = await asked.fleet();
    if (asked !== plane) {
      return;
    }
    show(fleet);
    lastShown = new Date().toLocaleTimeString();
    byId("fleet").hidden = false;
    say("");
  } catch (failure) {
    if (asked !== plane) {
      return;
    }
    if (failure instanceof Denied) {
      signOut(failure.message);
      return;
    }
    say(`${failure.message} ${lastShown ? `Shown is the fleet as of ${lastShown}.` : ""} Racks go on serving; trying again.`);
  }
  const tookMillis = performance.now() - startedMillis;
  timer = setTimeout(() => refresh(asked), Math.max(REFRESH_MILLIS, tookMillis / REFRESH_SHARE));
}

function say(text) {
  byId("away").textContent = text;
  byId("away").hidden = text === "";
  document.body.classList.toggle("old", text !== "");
}

byId("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  say("");
  signIn(byId("token").value.trim());
});
byId("sign-out").addEventListener("click", () => signOut(""));

const kept = sessionStorage.getItem(TOKEN_KEY);
if (kept) {
  signIn(kept);
} else {
  signOut("");
}

// The control plane as the console sees it.

const ANSWER_TIMEOUT_MILLIS = 5_000;
const RACKS_PER_PAGE = 1_000;
const MAX_RACK_PAGES = 50;
const ROLLOUTS_PER_PAGE = 1_000;
const MAX_ROLLOUTS = 6;
const FINISHED_SHOWN_MILLIS = 3_600_000;
const ACTS = 20;

/** The token is not, or no longer, good for this. */
export class Denied extends Error {}

/** No answer, or one that says to come back later. */
export class Away extends Error {}

export class Plane {
  #token;

  constructor(token) {
    this.#token = token;
  }

  /** Everything the console shows. */
  async fleet() {
    const [site, services, racks, rollouts, safety] = await Promise.all([
      this.#get("site"), this.#get("services"), this.#racks(), this.#rollouts(), this.#safety(),
    ]);
    return { site, services: services.items, racks, rollouts, safety };
  }

  /** Gives an order. */
  async post(path, body) {
    await this.#ask(path, { method: "POST", body: JSON.stringify(body) });
  }

  async #safety() {
    const [loadTarget, modes, suggestions, alarms, acts] = await Promise.all([
      this.#get("site/load-target"), this.#get("safety/modes"), this.#get("safety/suggestions"), this.#get("alarms?standing=true"),
      this.#get(`safety/acts?limit=${ACTS}`),
    ]);
    return { loadTarget, modes: modes.items, suggestions: suggestions.items, alarms: alarms.items, acts: acts.items };
  }

  /** Those that have not ended, or not long ago, with their racks. */
  async #rollouts() {
    const all = await this.#get(`rollouts?limit=${ROLLOUTS_PER_PAGE}`);
    const oldMillis = Date.now() - FINISHED_SHOWN_MILLIS;
    const shown = all.items.filter(({ finishedAt }) => finishedAt === null || Date.parse(finishedAt) > oldMillis);
    return Promise.all(shown.slice(0, MAX_ROLLOUTS).map(({ name }) => this.#get(`rollouts/${encodeURIComponent(name)}`)));
  }

  async #racks() {
    const racks = [];
    let cursor = "";
    for (let page = 0; page < MAX_RACK_PAGES; page++) {
      const part = await this.#get(`racks?limit=${RACKS_PER_PAGE}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      racks.push(...part.items);
      if (part.nextCursor === null) {
        break;
      }
      cursor = part.nextCursor;
    }
    return racks;
  }

  #get(path) {
    return this.#ask(path, {});
  }

  async #ask(path, request) {
    let answer;
    try {
      answer = await fetch(`api/v1/${path}`, {
        ...request,
        headers: {
          Authorization: `Bearer ${this.#token}`,
          Accept: "application/json, application/problem+json",
          ...(request.body && { "Content-Type": "application/json" }),
        },
        cache: "no-store",
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MILLIS),
      });
    } catch {
      throw new Away("The control plane does not answer.");
    }
    if (answer.status === 403 && request.body) {
      throw new Away("This token may look, but not give orders.");
    }
    if (answer.status === 401 || answer.status === 403) {
      throw new Denied("The control plane does not know this token, or no longer.");
    }
    if (!answer.ok) {
      throw new Away((await problem(answer, request)) || `The control plane answered ${answer.status}.`);
    }
    try {
      return await answer.json();
    } catch {
      throw new Away("The answer of the control plane was cut off.");
    }
  }
}

/** What a problem says: of an order why it was refused, else what kind it is. */
async function problem(answer, request) {
  try {
    const { title, detail } = await answer.json();
    return request.body && detail ? detail : title ? `${title}.` : "";
  } catch {
    return "";
  }
}

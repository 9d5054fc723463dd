// Numbers as people read them; a dash for what is not known.

const ABSENT = "–";
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const hundredth = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const tenth = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

function known(value, text) {
  return value === null || value === undefined ? ABSENT : text(value);
}

export function count(value) {
  return known(value, (v) => whole.format(v));
}

export function decimal(value, unit) {
  return known(value, (v) => `${v >= 100 ? whole.format(v) : tenth.format(v)} ${unit}`);
}

export function millis(value) {
  return known(value, (v) => (v >= 10_000 ? `${tenth.format(v / 1_000)} s` : decimal(v, "ms")));
}

/** Watts in the unit that keeps them short. */
export function power(watts) {
  return known(watts, (w) => (w >= 1e6 ? `${hundredth.format(w / 1e6)} MW` : `${tenth.format(w / 1e3)} kW`));
}

export function celsius(value) {
  return known(value, (v) => `${whole.format(v)} °C`);
}

export function clock(instant) {
  return new Date(instant).toLocaleTimeString();
}

export function moment(instant) {
  return known(instant, (i) => new Date(i).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" }));
}

const ISO_DURATION = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/;

/** An ISO duration in its largest unit or two. */
export function duration(iso) {
  const parts = ISO_DURATION.exec(iso ?? "");
  if (!parts) {
    return ABSENT;
  }
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  if (hours >= 24) {
    return two(Math.floor(hours / 24), "d", hours % 24, "h");
  }
  if (hours > 0) {
    return two(hours, "h", minutes, "min");
  }
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
}

function two(large, largeUnit, small, smallUnit) {
  return `${large} ${largeUnit}${small > 0 ? ` ${small} ${smallUnit}` : ""}`;
}

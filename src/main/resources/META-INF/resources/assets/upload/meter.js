const WINDOW_MS = 6000;
const STEP_MS = 250;
const SOONEST_MS = 1500;

/** How fast something moves: bytes a second over the last few seconds. */
export class Meter {
  #marks = [];

  add(bytes, now = performance.now()) {
    const last = this.#marks.at(-1);
    if (last && now - last.at < STEP_MS) last.bytes += bytes;
    else this.#marks.push({ at: now, bytes });
  }

  /** 0 as long as it cannot be said. */
  rate(now = performance.now()) {
    while (this.#marks.length && now - this.#marks[0].at > WINDOW_MS) this.#marks.shift();
    const since = now - (this.#marks[0]?.at ?? now);
    return since < SOONEST_MS ? 0 : (1000 * this.#marks.reduce((sum, { bytes }) => sum + bytes, 0)) / since;
  }
}

/** `640 KB`, `3.2 MB` */
export const size = bytes => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** `less than a minute`, `about 12 minutes`, `about 3 hours` */
export function span(seconds) {
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return 'less than a minute';
  if (minutes < 90) return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return `about ${Math.round(minutes / 60)} hours`;
}

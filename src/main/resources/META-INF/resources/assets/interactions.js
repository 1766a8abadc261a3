import { arrivals } from './arrivals.js';
import { found } from './walk.js';

// What is looked at, favoured and downloaded is told to Sightline itself, and to nobody else: docs/concepts/taste.md.
const KEPT = 'sightline.interactions';
const SESSION = 'sightline.session';
const SEEN_MS = 1000;
const SOON_MS = 3000;
const LATER_MS = 60_000;
const OLDEST_MS = 29 * 24 * 3600_000;
const MOST = 500;
const BATCH = 50;
const LONGEST_QUERY = 1000;

/** @param type `view`, `favourite`, `unfavourite` or `download` */
export function record(type, ...images) {
  const made = { type, at: new Date().toISOString(), session: session() };
  const events = images.map(image => {
    const search = found(image);
    return { id: uuid(), image, ...made, ...(search.query?.length <= LONGEST_QUERY ? search : {}) };
  });
  keep([...kept(), ...events]);
  send(SOON_MS);
}

// A view is a second or more of looking, in a tab that can be seen.
let watched = null;

document.addEventListener('htmx:beforeHistorySave', leave);
document.addEventListener('htmx:load', ({ target }) => target.id === 'page' && leave());
arrivals('[data-viewer]', ({ dataset }) => {
  if (watched?.image === dataset.viewer) return;
  leave();
  watched = { image: dataset.viewer, left: SEEN_MS };
  look();
});

function look() {
  if (!watched || watched.left <= 0 || document.hidden) return;
  watched.since = performance.now();
  watched.timer = setTimeout(() => {
    watched.left = 0;
    if (document.querySelector(`[data-viewer="${watched.image}"]`)) record('view', watched.image);
  }, watched.left);
}

function lookAway() {
  if (!watched || watched.left <= 0) return;
  clearTimeout(watched.timer);
  watched.left -= performance.now() - watched.since;
}

function leave() {
  clearTimeout(watched?.timer);
  watched = null;
}

document.addEventListener('click', ({ target }) => {
  const link = target.closest('[data-download]');
  if (link) record('download', link.dataset.download);
});

// They go out together after a while, and at once when the page is left; what could not be told is kept for later.
let timer;

send(SOON_MS);
addEventListener('online', () => send(0));
addEventListener('pagehide', () => tell(true));
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    lookAway();
    tell(true);
  } else {
    look();
  }
});

function send(after) {
  clearTimeout(timer);
  timer = setTimeout(tell, after);
}

async function tell(leaving = false) {
  const events = kept().filter(it => Date.now() - Date.parse(it.at) < OLDEST_MS).slice(0, BATCH);
  if (!events.length) return;
  let answer = await post(events, leaving);
  // A clock that is wrong: then it was now.
  if (answer?.status === 422) answer = await post(events.map(({ at, ...event }) => event), leaving);
  if (!answer || answer.status >= 500) return send(LATER_MS);
  const done = new Set(events.map(it => it.id));
  keep(kept().filter(it => !done.has(it.id)));
  if (kept().length) send(SOON_MS);
}

function post(events, leaving) {
  return fetch('/api/interactions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ events }),
    keepalive: leaving,
  }).catch(() => null);
}

function kept() {
  return JSON.parse(localStorage.getItem(KEPT)) ?? [];
}

function keep(events) {
  localStorage.setItem(KEPT, JSON.stringify(events.slice(-MOST)));
}

function session() {
  const known = sessionStorage.getItem(SESSION) ?? uuid();
  sessionStorage.setItem(SESSION, known);
  return known;
}

/** `crypto.randomUUID` is only there where the connection is secure. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  return [...bytes].map(it => it.toString(16).padStart(2, '0')).join('').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

// Title, description and tags are changed where they stand. Without this, their links lead to a form.
import { exchange } from './api.js';
import { arrivals } from './arrivals.js';
import { toast } from './toast.js';

const NAMES = { title: 'Title', description: 'Description', tags: 'Tags' };
const LONGEST = { title: 300, description: 10_000 };
const TRIES = 5;

/** What is known of the words of each picture: `{ image, tag, title, description, tags, machine, saved }`. */
const known = new Map();

arrivals('[data-viewer]', viewer => {
  const words = read(viewer);
  const before = known.get(words.image);
  if (!before) known.set(words.image, { saved: Promise.resolve(), ...words });
  // A page that comes back from the history may be older than what is known.
  else if (version(before) > version(words)) draw(before);
  else Object.assign(before, words);
});

arrivals('.tile > a', link => {
  const words = known.get(link.id.replace('image-', ''));
  if (words?.changed) retitle(link, words);
});

function read(viewer) {
  const value = name => viewer.querySelector(`[data-word="${name}"]`).dataset.value;
  return {
    image: viewer.dataset.viewer,
    tag: `"${viewer.querySelector('[data-word="tags"]').dataset.version}"`,
    title: value('title'),
    description: value('description'),
    tags: [...viewer.querySelectorAll('[data-tag]')].map(it => it.dataset.tag),
    machine: [...viewer.querySelectorAll('.machine[data-tag]')].map(it => it.dataset.tag),
  };
}

const version = words => Number(words.tag.match(/\d+/));
const current = element => known.get(element.closest('[data-viewer]').dataset.viewer);

// --- Opening

document.addEventListener('click', event => {
  const { target } = event;
  const link = target.closest('[data-edit]');
  const text = target.closest('.word [data-text]');
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) event.preventDefault();
  else if (!text || !getSelection().isCollapsed) return;
  openDetails();
  const word = (link ?? text).closest('[data-word]');
  if (word.dataset.word === 'tags') openTag(word);
  else open(word);
});

/** Details that are not there cannot be written in. */
function openDetails() {
  const viewer = document.querySelector('[data-viewer].alone');
  viewer?.querySelector('.tools [data-details]').click();
}

function open(word) {
  if (word.querySelector('.field')) return;
  const name = word.dataset.word;
  const field = document.createElement(name === 'title' ? 'input' : 'textarea');
  field.className = 'field';
  field.value = field.dataset.was = current(word)[name];
  field.maxLength = LONGEST[name];
  field.setAttribute('aria-label', NAMES[name]);
  field.placeholder = word.dataset.otherwise ?? '';
  word.classList.add('editing');
  word.append(field);
  field.focus();
  field.select();

  field.addEventListener('keydown', event => {
    if (event.key === 'Escape') leave(word);
    else if (event.key === 'Enter' && (name === 'title' || event.ctrlKey || event.metaKey)) save(word);
    else return;
    event.preventDefault();
  });
  // What is asked about below the field is answered there.
  field.addEventListener('blur', () => word.matches('.editing:not(:has(.asked))') && save(word));
}

/** Back to the text; the keyboard goes on from its link, if it was in the field. */
function leave(word) {
  if (!word.isConnected || !word.querySelector('.field')) return;
  const inside = word.contains(document.activeElement);
  word.classList.remove('editing');
  word.querySelectorAll('.field, .asked').forEach(it => it.remove());
  if (inside) word.querySelector('[data-edit]').focus();
}

document.addEventListener('htmx:beforeHistorySave', () => document.querySelectorAll('.word.editing').forEach(leave));

// What is being written is not swept away by news of the picture.
document.addEventListener('htmx:beforeRequest', event => {
  if (event.target.matches('[data-poll]') && document.querySelector('.word.editing, .adding .field')) event.preventDefault();
});

// --- Saving

async function save(word) {
  const name = word.dataset.word;
  const field = word.querySelector('.field');
  const words = current(word);
  const text = field.value.trim();
  if (field.readOnly) return;
  if (text === words[name] || text === field.dataset.was) return leave(word);
  word.querySelector('.asked')?.remove();
  if (words[name] !== field.dataset.was) return askWhose(word, words[name]);
  field.readOnly = true;
  try {
    await change(words, name, () => text);
    leave(word);
  } catch (refusal) {
    field.readOnly = false;
    if (!word.isConnected) toast(refusal.message, { words: 'Retry', act: () => attempt(words, name, () => text) });
    else if (refusal instanceof Conflict) askWhose(word, refusal.theirs);
    else ask(word, refusal.message, { Retry: () => save(word), Discard: () => leave(word) });
  }
}

function askWhose(word, theirs) {
  const said = theirs ? `Somebody else wrote “${theirs}” in the meantime.` : 'Somebody else cleared it in the meantime.';
  word.querySelector('.field').dataset.was = theirs;
  ask(word, said, { 'Keep theirs': () => leave(word), 'Save mine': () => save(word) });
}

function ask(word, said, answers) {
  const box = document.createElement('div');
  box.className = 'asked';
  const text = document.createElement('p');
  text.setAttribute('role', 'alert');
  box.append(text);
  for (const [name, act] of Object.entries(answers)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = name;
    button.addEventListener('click', act);
    box.append(button);
  }
  word.append(box);
  text.textContent = said;
}

class Conflict extends Error {
  constructor(theirs) {
    super('Somebody else changed this picture in the meantime.');
    this.theirs = theirs;
  }
}

/**
 * Changes one after the other. `make` gives the new value for the one that is there, and so does `unmake`, with which a
 * toast takes it back.
 */
function change(words, name, make, unmake) {
  const before = words[name];
  words.saved = words.saved.catch(() => {}).then(() => patch(words, name, make, before));
  return words.saved.then(() => {
    toast(`${NAMES[name]} changed.`, { words: 'Undo', act: () => attempt(words, name, unmake ?? (() => before), make) });
  });
}

/** Where there is no field to ask below. */
async function attempt(words, name, make, unmake) {
  try {
    await change(words, name, make, unmake);
  } catch (refusal) {
    toast(refusal.message, { words: 'Retry', act: () => attempt(words, name, make, unmake) });
  }
}

async function patch(words, name, make, before) {
  const path = `/api/images/${words.image}`;
  for (let tries = 1; ; tries++) {
    try {
      return adopt(words, await exchange('PATCH', path, { [name]: make(words[name]) }, words.tag));
    } catch (refusal) {
      if (refusal.code !== 'image-changed' || tries === TRIES) throw refusal;
      adopt(words, await exchange('GET', path));
      // Tags are put in and taken out of whatever is there; a text is somebody's.
      if (name !== 'tags' && words[name] !== before) throw new Conflict(words[name]);
    }
  }
}

function adopt(words, { body, tag }) {
  Object.assign(words, { tag, title: body.title ?? '', description: body.description ?? '', tags: body.tags, machine: body.machine.tags.map(it => it.name), changed: true });
  draw(words);
}

// --- Showing

function draw(words) {
  const link = document.getElementById(`image-${words.image}`);
  if (link) retitle(link, words);
  const viewer = document.querySelector(`[data-viewer="${words.image}"]`);
  if (!viewer) return;
  const caption = write(viewer, 'title', words.title);
  write(viewer, 'description', words.description);
  viewer.querySelector('[data-word="tags"]').dataset.version = version(words);
  drawTags(viewer, words);
  viewer.querySelector('h1').textContent = caption;
  const full = viewer.querySelector('.full');
  if (full) full.alt = caption;
  document.title = `${caption} · Sightline`;
}

function write(viewer, name, text) {
  const word = viewer.querySelector(`[data-word="${name}"]`);
  word.dataset.value = text;
  word.querySelector('[data-text]').textContent = text || (word.dataset.otherwise ?? '');
  return word.querySelector('[data-text]').textContent;
}

function retitle(link, { title }) {
  const picture = link.querySelector('img');
  if (!title || !picture) return;
  picture.alt = title;
  link.querySelector('.about').firstChild.data = title;
}

// --- Tags

function drawTags(viewer, { tags, machine }) {
  const list = viewer.querySelector('[data-tags]');
  for (const chip of list.querySelectorAll('[data-tag]')) if (!tags.includes(chip.dataset.tag)) chip.remove();
  const template = list.parentElement.querySelector('template');
  for (const tag of tags) {
    if (list.querySelector(`[data-tag="${CSS.escape(tag)}"]`)) continue;
    const chip = template.content.firstElementChild.cloneNode(true);
    chip.dataset.tag = tag;
    const link = chip.querySelector('a');
    link.textContent = tag;
    if (machine.includes(tag)) {
      chip.classList.add('machine');
      chip.title = 'Given by a model.';
      link.prepend(template.content.lastElementChild.cloneNode(true));
    }
    link.href = `/search?${new URLSearchParams({ q: `tag:"${tag}"` })}`;
    chip.querySelector('button').setAttribute('aria-label', `Remove the tag ${tag}`);
    list.querySelector('.adding').before(chip);
    htmx.process(chip);
  }
}

const without = gone => tags => tags.filter(it => !gone.includes(it));
const withAll = added => tags => [...tags, ...added];

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-untag]');
  if (!button) return;
  const chip = button.closest('[data-tag]');
  const list = chip.parentElement;
  const next = chip.nextElementSibling.querySelector('button, a');
  const tag = [chip.dataset.tag];
  await attempt(current(button), 'tags', without(tag), withAll(tag));
  if (!chip.isConnected && list.isConnected) next.focus();
});

function openTag(word) {
  const place = word.querySelector('.adding');
  if (place.querySelector('.field')) return;
  const words = current(word);
  const field = document.createElement('input');
  field.className = 'field';
  field.maxLength = 100;
  field.setAttribute('aria-label', 'New tag');
  field.setAttribute('list', 'tag-words');
  field.setAttribute('autocapitalize', 'none');
  field.autocomplete = 'off';
  place.classList.add('editing');
  place.append(field);
  field.focus();
  suggest(word, '');

  const add = () => {
    const tags = field.value.toLowerCase().split(',').map(it => it.trim().replace(/\s+/g, ' '));
    const added = tags.filter(it => it && !words.tags.includes(it));
    field.value = '';
    if (added.length) attempt(words, 'tags', withAll(added), without(added));
  };
  const close = back => {
    if (!place.matches('.editing')) return;
    place.classList.remove('editing');
    field.remove();
    if (back) place.querySelector('a').focus();
  };
  field.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      field.value = '';
      close(true);
    } else if (event.key === 'Enter' || event.key === ',') {
      if (event.key === 'Enter' && !field.value.trim()) close(true);
      else add();
    } else return;
    event.preventDefault();
  });
  field.addEventListener('input', event => {
    // Chosen from the list, not typed.
    if (!event.inputType || event.inputType === 'insertReplacementText') add();
    else suggest(word, field.value);
  });
  field.addEventListener('blur', () => {
    add();
    close(false);
  });
}

/** Suggestions are a help: where they do not come, there are none. */
async function suggest(word, start) {
  const answer = await fetch(`${word.querySelector('[data-edit]').pathname}/tags?${new URLSearchParams({ tag: start })}`).catch(() => null);
  const asked = word.querySelector('.field')?.value === start;
  if (answer?.ok && asked) word.querySelector('datalist').innerHTML = await answer.text();
}

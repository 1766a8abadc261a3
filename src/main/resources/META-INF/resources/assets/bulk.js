import { call } from './api.js';
import { show } from './favourite.js';
import { record } from './interactions.js';
import { toast } from './toast.js';
import { tileOf } from './selection.js';
import { moved } from './whereabouts.js';

// Changes of many pictures: in blocks, shown at once, told with what did not work, taken back from the toast.
const BLOCK = 1000;

export const pictures = count => (count === 1 ? '1 picture' : `${count.toLocaleString('en')} pictures`);

export async function favour(images, wanted, progress) {
  const done = await change(images, { favourite: wanted }, progress);
  show(done.changed, wanted);
  record(wanted ? 'favourite' : 'unfavourite', ...done.changed);
  tell(`${pictures(done.changed.length)} ${wanted ? 'added to' : 'removed from'} the favourites.`, done, () => favour(done.changed, !wanted));
}

export async function trash(images, progress) {
  const done = await change(images, { trash: true }, progress);
  moved(done.changed, 'trash');
  tell(`${pictures(done.changed.length)} moved to the trash.`, done, async () => {
    const back = await change(done.changed, { restore: true });
    moved(back.changed, 'library');
    tell(`${pictures(back.changed.length)} restored.`, back);
    comeBack(back.changed);
  });
  return done.changed;
}

export async function restore(images, progress) {
  const done = await change(images, { restore: true }, progress);
  moved(done.changed, 'library');
  tell(`${pictures(done.changed.length)} restored.`, done, async () => {
    const back = await change(done.changed, { trash: true });
    moved(back.changed, 'trash');
    tell(`${pictures(back.changed.length)} moved to the trash.`, back);
    comeBack(back.changed);
  });
  return done.changed;
}

export async function tag(images, addTags, removeTags, progress) {
  const done = await change(images, { addTags, removeTags }, progress);
  const words = addTags.length ? `${quoted(addTags)} added to` : `${quoted(removeTags)} removed from`;
  tell(`${words} ${pictures(done.changed.length)}.`, done, () => untag(done.outcomes));
}

/** Exactly what changed, in as few calls as there were kinds of changes. */
async function untag(outcomes) {
  const kinds = Map.groupBy(outcomes.filter(it => it.changed), it => JSON.stringify([it.removedTags, it.addedTags]));
  for (const [kind, group] of kinds) {
    const [addTags, removeTags] = JSON.parse(kind);
    const done = await change(group.map(it => it.image), { addTags, removeTags });
    if (done.refusal) return toast(done.refusal.message);
  }
  toast('The tags are as they were.');
}

/** Deletes for good what is in the trash. */
export async function erase(images, progress) {
  const done = await inBlocks(images, block => call('POST', '/api/trash/deletions', { images: block }), progress);
  moved(done.changed, 'nowhere');
  tell(`${pictures(done.changed.length)} deleted for good.`, done);
  return done.changed;
}

const change = (images, asked, progress) =>
  inBlocks(images, block => call('POST', '/api/images/bulk', { images: block, ...asked }), progress);

/** What was done stays done when a later block is refused. */
async function inBlocks(images, send, progress = () => {}) {
  const outcomes = [];
  let refusal;
  for (let at = 0; at < images.length && !refusal; at += BLOCK) {
    if (images.length > BLOCK) progress(at, images.length);
    try {
      outcomes.push(...(await send(images.slice(at, at + BLOCK))).outcomes);
    } catch (refused) {
      refusal = refused;
    }
  }
  return { outcomes, refusal, changed: outcomes.filter(it => it.changed).map(it => it.image) };
}

function tell(words, { outcomes, changed, refusal }, undo) {
  const failed = outcomes.filter(it => it.error);
  if (refusal) words = changed.length ? `${words} Then it stopped: ${refusal.message}` : refusal.message;
  else if (failed.length) words += ` ${pictures(failed.length)} could not be changed: ${failed[0].error.reason}`;
  toast(words, undo && changed.length ? { words: 'Undo', act: undo } : undefined);
}

/** Tiles that are on the page are shown by now; for others the page is asked, which stays where it is. */
function comeBack(images) {
  if (images.every(tileOf)) return;
  htmx.ajax('GET', location.pathname + location.search, { target: '#content', select: '#content', swap: 'outerHTML ignoreTitle:true' });
}

const quoted = tags => tags.map(it => `“${it}”`).join(', ');

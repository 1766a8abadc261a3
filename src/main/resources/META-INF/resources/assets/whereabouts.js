import { arrivals } from './arrivals.js';

// Where pictures went since the page was made: a tile is not shown where its picture is no more. Pages come back from the
// history as they were, so it is asked of every tile that arrives.
const went = new Map();

arrivals('.tile', show);

/** @param where `library`, `trash` or `nowhere` */
export function moved(images, where) {
  images.forEach(image => went.set(image, where));
  document.querySelectorAll('.tile').forEach(show);
}

/** The timeline moves up for those that leave it; a list that grows at its end only keeps them, unseen. */
function show(tile) {
  const where = went.get(tile.querySelector('.select').value);
  const here = tile.closest('[data-trash-grid]') ? 'trash' : 'library';
  const isGone = Boolean(where && where !== here);
  if (isGone && tile.closest('.timeline')) tile.remove();
  else tile.hidden = isGone;
}

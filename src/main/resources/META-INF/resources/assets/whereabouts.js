import { arrivals } from './arrivals.js';

// Where pictures went since the page was made: a tile is not shown where its picture is no more. Pages come back from the
// history as they were, so it is asked of every tile that arrives.
const went = new Map();

arrivals('.tile', show);
arrivals('main', headings);

/** @param where `library`, `trash` or `nowhere` */
export function moved(images, where) {
  images.forEach(image => went.set(image, where));
  document.querySelectorAll('.tile').forEach(show);
  headings();
}

function show(tile) {
  const where = went.get(tile.querySelector('.select').value);
  const here = tile.closest('[data-trash-grid]') ? 'trash' : 'library';
  tile.hidden = Boolean(where && where !== here);
}

function headings() {
  for (const month of document.querySelectorAll('.month')) {
    let it = month.nextElementSibling;
    while (it?.matches('.tile[hidden]')) it = it.nextElementSibling;
    month.hidden = month.nextElementSibling !== it && !it?.matches('.tile, .more');
  }
}

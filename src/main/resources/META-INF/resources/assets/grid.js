import { extendTo, idOf, isSelecting, select, tileAround } from './selection.js';

// Arrow keys walk from picture to picture: sideways in order, up and down to the nearest of the next row.
document.addEventListener('keydown', event => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  const tile = event.target.closest?.('.tile');
  if (!tile) return;
  if (event.key === 'f' && !isSelecting()) return tile.querySelector('[data-favourite]').click();
  const tiles = [...(tile.closest('.timeline') ?? tile.closest('.grid')).querySelectorAll('.tile:not([hidden])')];
  const next = {
    ArrowLeft: () => tiles[tiles.indexOf(tile) - 1],
    ArrowRight: () => tiles[tiles.indexOf(tile) + 1],
    ArrowUp: () => nearest(tile, tiles.toReversed(), (a, b) => a < b),
    ArrowDown: () => nearest(tile, tiles, (a, b) => a > b),
  }[event.key]?.();
  if (!next) return;
  event.preventDefault();
  if (event.shiftKey && tileAround(tile)) {
    if (!isSelecting()) select([idOf(tile)]);
    extendTo(idOf(next));
  }
  next.querySelector('a').focus();
});

function nearest(from, tiles, beyond) {
  const { top, left, width } = from.getBoundingClientRect();
  const middle = left + width / 2;
  const distance = box => Math.abs(box.left + box.width / 2 - middle);
  let best;
  for (const tile of tiles) {
    const box = tile.getBoundingClientRect();
    if (!beyond(Math.round(box.top), Math.round(top))) continue;
    if (best && Math.round(box.top) !== Math.round(best.box.top)) break;
    if (!best || distance(box) < distance(best.box)) best = { tile, box };
  }
  return best?.tile;
}

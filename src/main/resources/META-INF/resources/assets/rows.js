// Rows of pictures, computed as the style sheet of the grid lays them out: so their height is known without them.

const TAIL_ROWS = 6;
const STEPS = [...Array(21).keys()].map(step => 0.8 + step / 50);
/** Pixels by which a row has to be sure of its last picture; browsers round each picture. */
const SURE = 0.6;

/**
 * @param ratios of the pictures, width by height
 * @param room   `width`, and `row`, `gap` and `most` of the grid: how high a row wants to be, and may become
 * @param open   whether the last row stays as wide as its pictures are; otherwise the last rows are made a little higher
 *               or lower, until the last is about full
 * @returns the `height` of all, and which pictures want another height: from the one at `tail` on, `tailRow`
 */
export function layOut(ratios, room, open) {
  if (open) {
    // A hair more or less decides nothing but where a picture goes that fits only just.
    const tried = [room.row, room.row * 0.996, room.row * 1.004].map(row => ({ row, lines: fill(ratios, 0, row, room, true) }));
    const { row, lines } = tried.find(({ lines }) => lines.every(line => line.sure)) ?? tried[0];
    return { height: height(lines, room), tail: 0, tailRow: row };
  }
  const plain = fill(ratios, 0, room.row, room, false);
  const head = plain.slice(0, -TAIL_ROWS);
  const tail = plain[head.length].first;
  const usual = plain.reduce((sum, line) => sum + line.height, 0) / plain.length;
  let best;
  for (const step of STEPS) {
    const row = room.row * step;
    if (head.length && head.at(-1).width + room.gap + ratios[tail] * row < room.width + SURE) continue;
    const lines = fill(ratios, tail, row, room, false);
    const oddness = lines.reduce((sum, line) => sum + (line.height / usual - 1) ** 2 + (line.sure ? 0 : 1), 0) / lines.length;
    if (!best || oddness < best.oddness) best = { oddness, row, lines };
  }
  best ??= { row: room.row, lines: plain.slice(head.length) };
  return { height: height([...head, ...best.lines], room), tail, tailRow: best.row };
}

function height(lines, { gap }) {
  return lines.reduce((sum, line) => sum + line.height, gap * (lines.length - 1));
}

/** The lines that pictures from the first on make, if each wants to be as high as a row. */
function fill(ratios, first, row, room, open) {
  const lines = [];
  let line = begin(first, ratios[first], row);
  for (let i = first + 1; i < ratios.length; i++) {
    const width = line.width + room.gap + ratios[i] * row;
    if (width > room.width) {
      lines.push(closed(line, row, room, width - room.width));
      line = begin(i, ratios[i], row);
    } else {
      line.width = width;
      line.ratio += ratios[i];
    }
  }
  // What takes the rest of an open row needs a gap; without room for that it has a row of its own, of no height.
  const rest = room.width - line.width - room.gap;
  if (!open) lines.push(closed(line, row, room, SURE));
  else if (rest >= 0) lines.push({ ...line, height: Math.min(row, room.most), sure: rest > SURE });
  else lines.push(closed(line, row, room, -rest), { first: ratios.length, width: 0, height: 0, sure: true });
  return lines;
}

function begin(first, ratio, row) {
  return { first, ratio, width: ratio * row, height: row, sure: true };
}

/** Pictures share what is left of their row by their ratios; less than one picture's worth of them takes only a part. */
function closed(line, row, room, over) {
  const left = room.width - line.width;
  line.height = Math.min(row + left / Math.max(line.ratio, 1), room.most);
  line.sure = over >= SURE && left >= SURE;
  return line;
}

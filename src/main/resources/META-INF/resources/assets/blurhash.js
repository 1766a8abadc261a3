const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';

const number = text => [...text].reduce((sum, digit) => sum * 83 + DIGITS.indexOf(digit), 0);
const linear = value => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
const srgb = value => Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
const signedSquare = value => Math.sign(value) * value * value;

/** Paints a blurhash (https://blurha.sh) over a canvas of `side` by `side` pixels, to be stretched by the style sheet. */
export function paint(hash, canvas, side = 24) {
  const size = number(hash[0]);
  const [columns, rows] = [(size % 9) + 1, Math.floor(size / 9) + 1];
  const terms = decode(hash, columns * rows);
  const waves = count => Array.from({ length: side }, (_, at) =>
    Array.from({ length: count }, (_, wave) => Math.cos((Math.PI * wave * (at + 0.5)) / side)));
  const [across, down] = [waves(columns), waves(rows)];

  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d');
  const pixels = context.createImageData(side, side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const sum = [0, 0, 0];
      terms.forEach((term, i) => {
        const weight = across[x][i % columns] * down[y][Math.floor(i / columns)];
        for (let channel = 0; channel < 3; channel++) sum[channel] += term[channel] * weight;
      });
      pixels.data.set([...sum.map(value => srgb(Math.min(Math.max(value, 0), 1))), 255], 4 * (y * side + x));
    }
  }
  context.putImageData(pixels, 0, 0);
}

/** The average colour, then one colour for each wave. */
function decode(hash, count) {
  const largest = (number(hash[1]) + 1) / 166;
  const average = number(hash.slice(2, 6));
  const terms = [[average >> 16, (average >> 8) & 255, average & 255].map(linear)];
  for (let i = 1; i < count; i++) {
    const value = number(hash.slice(4 + 2 * i, 6 + 2 * i));
    terms.push([Math.floor(value / 361), Math.floor(value / 19) % 19, value % 19]
      .map(part => signedSquare((part - 9) / 9) * largest));
  }
  return terms;
}

"""Makes JPEGs of 12 megapixels that weigh what those of a camera weigh: structures of all sizes, shapes, noise.

    python pictures.py DIRECTORY COUNT
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 4000, 3000

# The size of a structure in pixels, and how strong it is.
STRUCTURES = (1, 9), (2, 16), (8, 24), (40, 40), (200, 80)


def noise(random, size):
    shape = HEIGHT // size + 2, WIDTH // size + 2
    light = random.standard_normal(shape, np.float32)
    channels = [0.7 * light + 0.3 * random.standard_normal(shape, np.float32) for _ in range(3)]
    return np.stack([Image.fromarray(channel).resize((WIDTH, HEIGHT), Image.BICUBIC) for channel in channels], -1)


def picture(seed):
    random = np.random.default_rng(seed)
    levels = 120 + sum(strength * noise(random, size) for size, strength in STRUCTURES)
    image = Image.fromarray(np.clip(levels, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.8))
    draw = ImageDraw.Draw(image)
    for i in range(60):
        x, y, size = (int(v) for v in random.integers((0, 0, 20), (WIDTH, HEIGHT, 500)))
        colour = tuple(int(v) for v in random.integers(0, 256, 3))
        shape = draw.ellipse if i % 2 else draw.rectangle
        shape((x, y, x + size, y + size * 2 // 3), fill=colour if i % 3 else None, outline=colour, width=5)
    return image


def main(directory, count):
    directory.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        path = directory / f"{i:03}.jpg"
        if not path.exists():
            picture(i).save(path, quality=90)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

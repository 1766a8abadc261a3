"""Takes pictures in as a Python program would: Pillow, NumPy, ONNX Runtime. The same work as Sightline's: decode, a
preview and a thumbnail as JPEG, placeholder, colours, embedding.

    python reference.py MODEL PICTURES [--draft] [--threads] [--workers 2]

For each line that it is sent it goes over all pictures once and answers with the seconds that this took. --draft lets
libjpeg leave pixels out (as Image.thumbnail does); --threads uses threads instead of processes.
"""

import argparse
import io
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

MEAN = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
DEVIATION = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
LINEAR = np.arange(256) / 255
LINEAR = np.where(LINEAR <= 0.04045, LINEAR / 12.92, ((LINEAR + 0.055) / 1.055) ** 2.4)
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)

model = None


def load(directory):
    global model
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    model = onnxruntime.InferenceSession(next(Path(directory, "onnx").glob("vision_model*.onnx")), options)


def scaled(image, size, filter=Image.BICUBIC):
    factor = size / max(image.size)
    if factor >= 1:
        return image
    return image.resize([max(1, round(side * factor)) for side in image.size], filter, reducing_gap=2.0)


def jpeg(image):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def srgb(value):
    value = min(max(value, 0), 1)
    return round((value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055) * 255)


def base83(value, length):
    return "".join(DIGITS[value // 83 ** (length - 1 - i) % 83] for i in range(length))


def blurhash(image, across=4, down=3):
    linear = LINEAR[np.asarray(image)]
    height, width, _ = linear.shape
    columns = np.cos(np.pi * np.outer(np.arange(across), np.arange(width)) / width)
    rows = np.cos(np.pi * np.outer(np.arange(down), np.arange(height)) / height)
    factors = (np.einsum("jy,ix,yxc->jic", rows, columns, linear, optimize=True) / (width * height)).reshape(-1, 3)
    factors[1:] *= 2
    greatest = int(np.clip(np.floor(np.abs(factors[1:]).max() * 166 - 0.5), 0, 82))
    waves = factors[1:] / ((greatest + 1) / 166)
    steps = np.clip(np.floor(np.sign(waves) * np.sqrt(np.abs(waves)) * 9 + 9.5), 0, 18).astype(int)
    red, green, blue = (srgb(part) for part in factors[0])
    result = base83(across - 1 + (down - 1) * 9, 1) + base83(greatest, 1) + base83(red << 16 | green << 8 | blue, 4)
    return result + "".join(base83(int(a) * 361 + int(b) * 19 + int(c), 2) for a, b, c in steps)


def colours(image, most=5, rounds=20):
    """k-means in OKLab over the colours of a grid of 32 steps."""
    pixels = np.asarray(image).reshape(-1, 3)
    cells = (pixels >> 3).astype(int) @ (1024, 32, 1)
    counts = np.bincount(cells, minlength=32768)
    used = np.flatnonzero(counts)
    means = np.stack([np.bincount(cells, pixels[:, i], 32768)[used] for i in range(3)], -1) / counts[used, None]
    lab = np.cbrt(LINEAR[means.round().astype(int)] @ TO_CONES.T) @ TO_LAB.T
    weights = counts[used]
    centres = [lab[weights.argmax()]]
    distances = np.full(len(lab), np.inf)
    while len(centres) < most:
        distances = np.minimum(distances, ((lab - centres[-1]) ** 2).sum(1))
        centres.append(lab[(np.sqrt(weights) * distances).argmax()])
    centres = np.array(centres)
    for _ in range(rounds):
        nearest = ((lab[:, None] - centres) ** 2).sum(-1).argmin(1)
        sums = np.stack([np.bincount(nearest, weights * lab[:, i], most) for i in range(3)], -1)
        moved = sums / np.maximum(np.bincount(nearest, weights, most), 1)[:, None]
        if np.array_equal(moved, centres):
            break
        centres = moved
    return centres, np.bincount(nearest, weights, most) / len(pixels)


def embed(image):
    factor = 224 / min(image.size)
    small = image.resize([max(224, int(side * factor)) for side in image.size], Image.BICUBIC)
    left, top = (small.width - 224) // 2, (small.height - 224) // 2
    values = np.asarray(small.crop((left, top, left + 224, top + 224)), np.float32) / 255
    pixels = ((values - MEAN) / DEVIATION).transpose(2, 0, 1)[None]
    vector = model.run(["image_embeds"], {"pixel_values": np.ascontiguousarray(pixels)})[0][0]
    return vector / np.linalg.norm(vector)


def take_in(path, draft):
    image = Image.open(io.BytesIO(Path(path).read_bytes()))
    if draft:
        image.draft("RGB", (1440, 1440))
    image = image.convert("RGB")
    preview = scaled(image, 1440)
    thumbnail = scaled(preview, 320)
    placeholder = scaled(thumbnail, 32)
    return jpeg(preview), jpeg(thumbnail), blurhash(placeholder), colours(thumbnail), embed(preview)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("pictures", type=Path)
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("--threads", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    pool = ThreadPoolExecutor if arguments.threads else ProcessPoolExecutor
    pictures = sorted(arguments.pictures.glob("*.jpg"))
    with pool(arguments.workers, initializer=load, initargs=(arguments.model,)) as workers:
        for _ in sys.stdin:
            start = time.perf_counter()
            for taken in [workers.submit(take_in, str(path), arguments.draft) for path in pictures]:
                taken.result()
            print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()

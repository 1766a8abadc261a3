"""Makes the files of this folder: what Pillow (13.0, with libwebp 1.6 and libjpeg-turbo 3) does with the test pattern.

python make.py, in this folder; needs Pillow and NumPy. Pattern.java draws the same picture. The sizes of the resampling
are such that Pillow 13 resizes horizontally first, as all versions before it did.
"""

import hashlib
import math

import numpy as np
from PIL import Image


def pattern(width, height):
    y, x = np.mgrid[0:height, 0:width]
    red = x * 255 // max(width - 1, 1)
    green = y * 255 // max(height - 1, 1)
    blue = (x * y * 7 + x * 3) % 256
    return Image.fromarray(np.stack([red, green, blue], -1).astype(np.uint8))


def soft(width, height):
    y, x = np.mgrid[0:height, 0:width]
    red = x * 255 // max(width - 1, 1)
    green = y * 255 // max(height - 1, 1)
    blue = 255 - (red + green) // 2
    return Image.fromarray(np.stack([red, green, blue], -1).astype(np.uint8))


def disc(width, height):
    """Transparent outside, opaque inside, a few steps between: what the corners of a logo look like."""
    y, x = np.mgrid[0:height, 0:width]
    squared = (2 * x - width) ** 2 + (2 * y - height) ** 2
    return np.clip(4 * 255 - 5 * 255 * squared // (width * height), 0, 255).astype(np.uint8)


def with_alpha(picture, alpha):
    return Image.fromarray(np.dstack([np.asarray(picture), alpha]))


def webp():
    width, height = 48, 36
    picture, alpha = soft(width, height), disc(width, height)
    picture.save("lossy.webp", quality=90)
    picture.save("lossless.webp", lossless=True)
    with_alpha(picture, alpha).save("lossy-alpha.webp", quality=90)
    with_alpha(picture, alpha).save("lossy-alpha-filtered.webp", quality=90, method=0)
    with_alpha(picture, alpha).save("lossless-alpha.webp", lossless=True)
    # Few colours and one of them transparent black: the palette leaves that one out.
    steps = np.asarray(picture) // 64 * 64
    steps[alpha == 0] = 0
    opaque = np.where(alpha > 0, 255, 0).astype(np.uint8)
    with_alpha(Image.fromarray(steps), opaque).save("lossless-palette.webp", lossless=True, exact=True)
    Image.new("RGB", (400, 300), (10, 120, 200)).save("lossy-flat.webp", quality=80)
    Image.new("RGB", (400, 300), (10, 120, 200)).save("lossless-flat.webp", lossless=True)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save("lossless-turned.webp", lossless=True, exif=exif)
    first = with_alpha(picture, alpha)
    frames = [first.rotate(90 * i) for i in range(3)]
    frames[0].save("animated.webp", save_all=True, append_images=frames[1:], duration=100, lossless=True)


def jpeg():
    soft(48, 36).convert("CMYK").save("cmyk.jpg", quality=95, subsampling=0)
    sharp = pattern(61, 47)
    detailed = [int(i * 2.5) + 1 for i in range(64)]
    files = {
        "444": (sharp, {"subsampling": "4:4:4"}),
        "422": (sharp, {"subsampling": "4:2:2"}),
        "420": (sharp, {"subsampling": "4:2:0"}),
        "rgb": (sharp, {"keep_rgb": True}),
        "grey": (sharp.convert("L"), {}),
        "cmyk": (sharp.convert("CMYK"), {"quality": 95}),
        "coarse": (sharp, {"quality": 3}),
        "fine": (sharp, {"quality": 100, "optimize": True}),
        "steps-of-16-bits": (sharp, {"qtables": [[300 if i == 9 else q for i, q in enumerate(detailed)]] * 2}),
        "restarts": (sharp, {"restart_marker_blocks": 3}),
        "restarts-of-rows": (soft(200, 100), {"restart_marker_rows": 1}),
        "progressive-420": (sharp, {"progressive": True}),
        "progressive-422": (sharp, {"progressive": True, "subsampling": "4:2:2"}),
        "progressive-grey": (sharp.convert("L"), {"progressive": True}),
        "progressive-cmyk": (sharp.convert("CMYK"), {"progressive": True}),
        "progressive-restarts": (soft(200, 100), {"progressive": True, "restart_marker_blocks": 4}),
        "of-1-pixel": (pattern(1, 1), {}),
        "of-2-columns": (pattern(2, 33), {}),
        "of-3-columns": (pattern(3, 18), {}),
        "of-17-columns": (pattern(17, 16), {"progressive": True}),
    }
    with open("jpeg/pixels.txt", "w") as out:
        out.write("# file, width, height, SHA-256 of red, green and blue of all pixels; see make.py\n")
        for name, (picture, options) in files.items():
            picture.save(f"jpeg/{name}.jpg", **({"quality": 90} | options))
            decoded = Image.open(f"jpeg/{name}.jpg")
            digest = hashlib.sha256(rgb(decoded).tobytes()).hexdigest()
            out.write(f"{name} {decoded.width} {decoded.height} {digest}\n")


def rgb(picture):
    if picture.mode != "CMYK":
        return np.asarray(picture.convert("RGB"))
    inks = 255 - np.asarray(picture).astype(int)
    return ((inks[..., :3] * inks[..., 3:] + 127) // 255).astype(np.uint8)


def resampling():
    filters = {"BILINEAR": Image.BILINEAR, "BICUBIC": Image.BICUBIC, "LANCZOS": Image.LANCZOS}
    with open("resampling.txt", "w") as out:
        out.write("# filter, from, to, reducing gap (0: none), pixels; see make.py\n")
        for name, filter in filters.items():
            for source, size, gap in [
                ((23, 17), (9, 5), 0),
                ((23, 17), (7, 17), 0),
                ((23, 17), (29, 19), 0),
                ((97, 61), (9, 6), 2),
                ((97, 61), (40, 5), 2),
            ]:
                small = pattern(*source).resize(size, filter, reducing_gap=gap or None)
                out.write(f"{name} {source[0]} {source[1]} {size[0]} {size[1]} {gap} {small.tobytes().hex()}\n")


def blurhash(picture, across, down):
    """https://github.com/woltapp/blurhash, Algorithm.md."""
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
    pixels = np.asarray(picture) / 255
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    height, width, _ = linear.shape

    def base83(value, length):
        return "".join(alphabet[value // 83 ** (length - 1 - i) % 83] for i in range(length))

    def srgb(value):
        value = min(max(value, 0), 1)
        return int((value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055) * 255 + 0.5)

    factors = []
    for j in range(down):
        for i in range(across):
            wave = np.outer(np.cos(math.pi * j * np.arange(height) / height), np.cos(math.pi * i * np.arange(width) / width))
            scale = 1 if i == j == 0 else 2
            factors.append(scale * (linear * wave[..., None]).mean((0, 1)))
    first, rest = factors[0], np.array(factors[1:])
    greatest = min(82, max(0, math.floor(np.abs(rest).max() * 166 - 0.5)))
    result = base83(across - 1 + (down - 1) * 9, 1) + base83(greatest, 1)
    result += base83(srgb(first[0]) << 16 | srgb(first[1]) << 8 | srgb(first[2]), 4)
    for factor in rest:
        value = 0
        for part in factor / ((greatest + 1) / 166):
            value = value * 19 + min(18, max(0, math.floor(math.copysign(abs(part) ** 0.5, part) * 9 + 9.5)))
        result += base83(value, 2)
    return result


webp()
jpeg()
resampling()
print("soft 32 x 24:", blurhash(soft(32, 24), 4, 3))
print("soft 24 x 32:", blurhash(soft(24, 32), 3, 4))
print("soft 24 x 24:", blurhash(soft(24, 24), 3, 3))

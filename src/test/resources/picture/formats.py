"""Makes the files of formats/: the soft test pattern (see make.py and Pattern.java) as TIFF of many kinds, HEIC, AVIF and
JPEG XL.

python formats.py, in this folder; needs Pillow, NumPy, and the programs vips, heif-enc and cjxl.
"""

import os
import subprocess
import tempfile

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 48, 36


def soft(width, height):
    y, x = np.mgrid[0:height, 0:width]
    red = x * 255 // max(width - 1, 1)
    green = y * 255 // max(height - 1, 1)
    blue = 255 - (red + green) // 2
    return Image.fromarray(np.stack([red, green, blue], -1).astype(np.uint8))


def disc(width, height):
    y, x = np.mgrid[0:height, 0:width]
    squared = (2 * x - width) ** 2 + (2 * y - height) ** 2
    return np.clip(4 * 255 - 5 * 255 * squared // (width * height), 0, 255).astype(np.uint8)


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def replace(name, old, new):
    with open(name, "r+b") as file:
        content = file.read()
        assert content.count(old) == 1
        file.seek(0)
        file.write(content.replace(old, new))


def main():
    os.makedirs("formats", exist_ok=True)
    os.chdir("formats")
    picture = soft(WIDTH, HEIGHT)
    translucent = Image.fromarray(np.dstack([np.asarray(picture), disc(WIDTH, HEIGHT)]))

    for name in ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"]:
        picture.save(f"rgb-{name}.tif", compression=name)
    translucent.save("alpha.tif", compression="tiff_lzw")
    multiplied = np.asarray(translucent).astype(int)
    multiplied[..., :3] = (multiplied[..., :3] * multiplied[..., 3:] + 127) // 255
    Image.fromarray(multiplied.astype(np.uint8)).save("alpha-multiplied.tif", compression="tiff_lzw")
    replace("alpha-multiplied.tif", b"\x52\x01\x03\0\1\0\0\0\2", b"\x52\x01\x03\0\1\0\0\0\1")
    picture.convert("L").save("grey.tif", compression="tiff_lzw")
    picture.quantize(16).save("palette.tif", compression="tiff_lzw")
    picture.quantize(16).convert("RGB").save("palette-reference.png")
    picture.convert("1").save("bilevel.tif", compression="packbits")
    picture.convert("1").save("bilevel-reference.png")
    picture.save("jpeg.tif", compression="jpeg", quality=95)
    picture.save("pages.tif", compression="tiff_lzw", save_all=True, append_images=[picture.rotate(180)])
    turned = Image.Exif()
    turned[0x0112] = 6
    picture.save("turned.tif", compression="tiff_lzw", exif=turned)

    with tempfile.TemporaryDirectory() as folder:
        png, wide, alpha = (f"{folder}/{name}.png" for name in ["soft", "wide", "alpha"])
        picture.save(png)
        translucent.save(alpha)
        run("vips", "colourspace", png, wide, "rgb16")
        run("vips", "tiffsave", png, "tiles.tif", "--tile", "--tile-width=16", "--tile-height=16",
            "--compression=deflate", "--predictor=horizontal")  # fmt: skip
        run("vips", "tiffsave", png, "big.tif", "--bigtiff", "--compression=lzw", "--predictor=horizontal")
        run("vips", "tiffsave", png, "jpeg-tiles.tif", "--tile", "--tile-width=32", "--tile-height=32",
            "--compression=jpeg", "--Q=95")  # fmt: skip
        run("vips", "tiffsave", wide, "wide.tif", "--compression=lzw", "--predictor=horizontal")
        run("vips", "tiffsave", png, "fax.tif", "--bitdepth=1", "--compression=ccittfax4")
        run("heif-enc", "-q", "90", "-p", "chroma=444", png, "-o", "soft.heic")
        run("heif-enc", "-A", "-q", "90", "-p", "chroma=444", png, "-o", "soft.avif")
        run("heif-enc", "-q", "90", "-p", "chroma=444", alpha, "-o", "alpha.heic")
        run("cjxl", "-d", "0", png, "soft.jxl")
        run("cjxl", "-d", "0", "--container=1", png, "container.jxl")


main()

"""Makes the files of colour/: pictures with profiles, and what littleCMS (by Pillow 13, as it is there by default) makes
of them in sRGB.

python colour.py, in this folder; needs Pillow with ImageCms, and NumPy. The profiles are computed here: Display P3 and
Adobe RGB from their definitions, grey with a gamma of 1.8, and a press whose inks mix by the Neugebauer equations.
"""

import io
import itertools
import os
import struct

import numpy as np
from PIL import Image, ImageCms

D50 = np.array([0.9642, 1.0, 0.8249])
BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
P3 = [(0.680, 0.320), (0.265, 0.690), (0.150, 0.060)]
ADOBE = [(0.64, 0.33), (0.21, 0.71), (0.15, 0.06)]
D65 = (0.3127, 0.3290)


def fixed(values):
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def xyz_tag(values):
    return b"XYZ \0\0\0\0" + fixed(values)


def text(words):
    encoded = words.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(encoded)) + encoded + bytes(78)


def gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256)) + b"\0\0"


SRGB_CURVE = b"para\0\0\0\0" + struct.pack(">HH", 3, 0) + fixed([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])


def profile(version, kind, space, connection, tags):
    tags = {"desc": text("made for a test"), "cprt": b"text\0\0\0\0none\0", "wtpt": xyz_tag(D50), **tags}
    at = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        table += name.encode() + struct.pack(">II", at + len(data), len(content))
        data += content
    header = struct.pack(">I4sI4s4s4s", at + len(data), b"", version << 24, kind, space, connection)
    header += struct.pack(">6H", 2026, 11, 21, 0, 0, 0) + b"acsp" + bytes(28) + fixed(D50)
    return header + bytes(128 - len(header)) + table + data


def rgb_profile(version, primaries, curve):
    lights = np.array([[x / y, 1, (1 - x - y) / y] for x, y in primaries]).T
    x, y = D65
    white = np.array([x / y, 1, (1 - x - y) / y])
    lights = lights * np.linalg.solve(lights, white)
    adapted = np.linalg.inv(BRADFORD) @ np.diag(BRADFORD @ D50 / (BRADFORD @ white)) @ BRADFORD @ lights
    tags = {name + "XYZ": xyz_tag(adapted[:, i]) for i, name in enumerate("rgb")}
    return profile(version, b"mntr", b"RGB ", b"XYZ ", tags | {name + "TRC": curve for name in "rgb"})


def press_profile():
    """Colours of the overprints as on coated paper, in Lab, then against the paper; dots grow by a fifth in the middle."""
    overprints = {
        (0, 0, 0): (95, 0, -2), (1, 0, 0): (55, -37, -50), (0, 1, 0): (48, 74, -3), (0, 0, 1): (89, -5, 93),
        (0, 1, 1): (47, 68, 48), (1, 0, 1): (50, -68, 33), (1, 1, 0): (24, 22, -46), (1, 1, 1): (23, 0, 0),
    }  # fmt: skip
    steps = 7
    n = 2  # Yule and Nielsen
    table = b""
    for inks in itertools.product(np.linspace(0, 1, steps), repeat=4):
        dots = [ink + 0.2 * 4 * ink * (1 - ink) * 0.9 for ink in inks]
        sums = np.zeros(3)
        for solid in itertools.product((0, 1), repeat=4):
            weight = np.prod([dot if there else 1 - dot for dot, there in zip(dots, solid)])
            colour = np.array(overprints[solid[:3]], float)
            if solid[3]:
                colour = colour * [0.12, 0.1, 0.1] + [5, 0, 0]
            sums += weight * lab_to_xyz(colour) ** (1 / n)
        lightness, a, b = xyz_to_lab(sums**n * D50 / lab_to_xyz(overprints[0, 0, 0]))
        encoded = (lightness * 652.8, (a + 128) * 256, (b + 128) * 256)
        table += struct.pack(">3H", *(round(min(max(value, 0), 65535)) for value in encoded))
    identity = struct.pack(">2H", 0, 65535)
    lut = b"mft2\0\0\0\0" + struct.pack(">4B", 4, 3, steps, 0) + fixed(np.eye(3).ravel())
    lut += struct.pack(">2H", 2, 2) + identity * 4 + table + identity * 3
    return profile(2, b"prtr", b"CMYK", b"Lab ", {"A2B0": lut})


def lab_to_xyz(lab):
    y = (lab[0] + 16) / 116
    f = np.array([y + lab[1] / 500, y, y - lab[2] / 200])
    return D50 * np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29))


def xyz_to_lab(xyz):
    t = xyz / D50
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def patches(mode):
    """A grid of 8 x 6 patches of 32 pixels, whole blocks of a JPEG: corners of the space, pastels, and greys."""
    channels = {"L": 1, "RGB": 3, "CMYK": 4}[mode]
    if channels == 1:
        colours = [[i * 255 // 47] for i in range(48)]
    else:
        corners = list(itertools.product((0, 255), repeat=channels))
        random = np.random.default_rng(4)
        colours = corners + [[i * 32 - (i > 7)] * channels for i in range(1, 8)]
        if channels == 4:
            colours += [[0, 0, 0, i * 40] for i in range(1, 7)]
        while len(colours) < 48:
            colours.append(random.integers(0, 256 if channels == 3 else 180, channels))
    grid = np.array(colours, np.uint8).reshape(6, 8, channels).repeat(32, 0).repeat(32, 1)
    return Image.fromarray(grid.squeeze(), mode)


def main():
    os.makedirs("colour", exist_ok=True)
    os.chdir("colour")
    profiles = {
        "display-p3": ("RGB", rgb_profile(4, P3, SRGB_CURVE)),
        "adobe-rgb": ("RGB", rgb_profile(2, ADOBE, gamma(2.19921875))),
        "grey": ("L", profile(2, b"mntr", b"GRAY", b"XYZ ", {"kTRC": gamma(1.8)})),
        "press": ("CMYK", press_profile()),
    }
    srgb = ImageCms.createProfile("sRGB")
    for name, (mode, icc) in profiles.items():
        picture = patches(mode)
        reference = ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(io.BytesIO(icc)), srgb, outputMode="RGB")
        reference.save(f"{name}-reference.png", optimize=True)
        picture.save(f"{name}.tif", compression="tiff_adobe_deflate", icc_profile=icc)
        picture.save(f"{name}.jpg", quality=95, subsampling=0, icc_profile=icc)
        if mode != "CMYK":
            picture.save(f"{name}.png", optimize=True, icc_profile=icc)
        if mode == "RGB":
            picture.save(f"{name}.webp", lossless=True, icc_profile=icc)
    patches("CMYK").save("unnamed-inks.tif", compression="tiff_lzw")
    patches("CMYK").convert("RGB").save("unnamed-inks-reference.png", optimize=True)


main()

"""Makes small films in the colour spaces that browsers do not write, with the colours Pillow reads from them:
src/engine/testing/fixtures/colour-films.json.

    python3 -m venv .cache/films && .cache/films/bin/pip install pillow==13.0.0 numpy==2.4.6
    .cache/films/bin/python scripts/film_fixtures.py

Only whoever makes the fixtures anew needs it; the tests read the JSON. Each film is 128 x 128 px: 4 x 4 flat patches, so that no
rule of enlarging chroma plays a part; the reference is Pillow's (libjpeg-turbo's) red, green and blue in the middle of each.
"""

import base64
import io
import json
import pathlib

import numpy as np
from PIL import Image

FOLDER = pathlib.Path(__file__).parent.parent / "src/engine/testing/fixtures"
COLOURS = [
    (0, 0, 0), (255, 255, 255), (128, 128, 128), (60, 60, 60),
    (200, 30, 40), (40, 180, 60), (50, 60, 210), (230, 210, 40),
    (90, 140, 160), (160, 90, 140), (140, 160, 90), (250, 128, 114),
    (12, 34, 56), (222, 205, 190), (100, 0, 100), (0, 120, 120),
]


def patches(side, colours=COLOURS):
    grid = np.array(colours, np.uint8).reshape(4, 4, -1)
    return grid.repeat(side // 4, 0).repeat(side // 4, 1)


def saved(image, format, **options):
    out = io.BytesIO()
    image.save(out, format, **options)
    return bytearray(out.getvalue())


def segment_at(jpeg, marker):
    """Where a segment stands and its length with the marker."""
    at = 2
    while jpeg[at + 1] != marker:
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return at, 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")


def cmyk_of(rgb):
    """Ink by grey replacement, so that all four plates carry something."""
    inverted = 255 - rgb.astype(int)
    black = inverted.min(2) // 2
    rest = np.maximum(1, 255 - black)[..., None]
    return np.dstack([(inverted - black[..., None]) * 255 // rest, black]).clip(0, 255).astype(np.uint8)


def cmyk_jpeg(side):
    return saved(Image.fromarray(cmyk_of(patches(side)), "CMYK"), "JPEG", quality=95)


def ycck_jpeg(side):
    """As Adobe packs it: the inks' complements as YCC, black as it is; stored inverted, and its marker says 2."""
    cmyk = cmyk_of(patches(side))
    ycc = np.array(Image.fromarray(cmyk[..., :3], "RGB").convert("YCbCr"))
    # Pillow writes 255 - plate; what is to be stored is the YCC of the inks and black's complement.
    stored = np.dstack([ycc, 255 - cmyk[..., 3]])
    jpeg = saved(Image.fromarray(255 - stored, "CMYK"), "JPEG", quality=95)
    at, length = segment_at(jpeg, 0xEE)
    jpeg[at + length - 1] = 2
    return jpeg


def rgb_jpeg(side, with_marker):
    jpeg = saved(Image.fromarray(patches(side)), "JPEG", quality=95, keep_rgb=True)
    if with_marker:
        return jpeg
    at, length = segment_at(jpeg, 0xEE)
    return jpeg[:at] + jpeg[at + length :]


def films():
    side = 128
    colour = Image.fromarray(patches(side))
    grey = colour.convert("L")
    yield "CMYK JPEG (Adobe)", cmyk_jpeg(side)
    yield "YCCK JPEG (Adobe)", ycck_jpeg(side)
    yield "RGB JPEG (Adobe)", rgb_jpeg(side, True)
    yield "RGB JPEG without Adobe's marker", rgb_jpeg(side, False)
    yield "grey JPEG", saved(grey, "JPEG", quality=95)
    yield "JPEG 4:2:0", saved(colour, "JPEG", quality=95, subsampling=2)
    yield "JPEG 4:2:0, progressive", saved(colour, "JPEG", quality=95, subsampling=2, progressive=True)
    yield "JPEG 4:4:4", saved(colour, "JPEG", quality=95, subsampling=0)
    yield "BMP of 8 bits with a palette", saved(colour.quantize(16).resize((32, 32), 0), "BMP")
    yield "PNG with a palette", saved(colour.quantize(16), "PNG")
    yield "WebP, lossless", saved(colour, "WEBP", lossless=True)
    yield "AVIF", saved(colour, "AVIF", quality=95, subsampling="4:4:4")


def record(name, film):
    image = Image.open(io.BytesIO(bytes(film)))
    rgb = np.array(image.convert("RGB"))
    step = image.width // 4
    middles = rgb[step // 2 :: step, step // 2 :: step].reshape(-1).tolist()
    return {"name": name, "side": image.width, "mode": image.mode, "colours": middles, "base64": base64.b64encode(film).decode()}


def write(name, data):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(json.dumps(data, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    write("colour-films.json", [record(*film) for film in films()])

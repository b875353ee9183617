"""Makes small films in the colour spaces that browsers do not write, with the colours Pillow reads from them, and DICOM films
with the values pydicom reads: src/engine/testing/fixtures/{colour,dicom}-films.json.

    python3 -m venv .cache/films
    .cache/films/bin/pip install pillow==13.0.0 numpy==2.4.6 pydicom==3.0.2 pylibjpeg-openjpeg==2.6.0 pyjpegls==1.5.1
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
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.pixels import pixel_array
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, JPEG2000Lossless, JPEGLSLossless

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


def dicom(values, bits, photometric="MONOCHROME2", syntax=ExplicitVRLittleEndian, planar=0, vr="OW"):
    """One film; `values` are rows of pixels, or of pixels of three bytes."""
    film = Dataset()
    film.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1"
    film.SOPInstanceUID = "1.2.3"
    film.Modality = "CR"
    film.Rows, film.Columns = values.shape[:2]
    film.SamplesPerPixel = 3 if values.ndim == 3 else 1
    if values.ndim == 3:
        film.PlanarConfiguration = planar
    film.PhotometricInterpretation = photometric
    film.BitsAllocated = 16 if bits > 8 else 8
    film.BitsStored, film.HighBit, film.PixelRepresentation = bits, bits - 1, 0
    big = syntax == ExplicitVRBigEndian
    planes = values.transpose(2, 0, 1) if planar else values
    data = planes.astype(("<u2", ">u2")[big] if bits > 8 else "u1").tobytes()
    if big and bits <= 8 and vr == "OW":
        data = np.frombuffer(data, "<u2").astype(">u2").tobytes()
    film.PixelData = data
    film["PixelData"].VR = vr
    film.file_meta = FileMetaDataset()
    film.file_meta.TransferSyntaxUID = ExplicitVRBigEndian if big else ExplicitVRLittleEndian
    if syntax in (JPEG2000Lossless, JPEGLSLossless):
        film.compress(syntax, generate_instance_uid=False)
    out = io.BytesIO()
    film.save_as(out, enforce_file_format=True, implicit_vr=False, little_endian=not big)
    return out.getvalue()


def dicom_films():
    y, x = np.mgrid[0:12, 0:16]
    eight = (x * 16 + y) % 256
    twelve = (x * x * 17 + y * 31) % 4096
    row, column = np.mgrid[0:32, 0:32]  # the least that the encoder takes
    smooth = column * 90 + row * row
    rgb = np.dstack([x * 16, y * 20, (x + y) * 9])
    yield "big endian, 12 bits", dicom(twelve, 12, syntax=ExplicitVRBigEndian)
    yield "big endian, 8 bits in words", dicom(eight, 8, syntax=ExplicitVRBigEndian)
    yield "big endian, 8 bits in bytes", dicom(eight, 8, syntax=ExplicitVRBigEndian, vr="OB")
    yield "RGB by pixels", dicom(rgb, 8, "RGB", vr="OB")
    yield "RGB by planes", dicom(rgb, 8, "RGB", planar=1, vr="OB")
    yield "YBR_FULL", dicom(rgb, 8, "YBR_FULL", vr="OB")
    yield "JPEG 2000, 12 bits", dicom(smooth, 12, syntax=JPEG2000Lossless)
    yield "JPEG-LS, 12 bits", dicom(smooth, 12, syntax=JPEGLSLossless)
    yield "without a preamble", dicom(eight, 8)[132:]


def dicom_record(name, film):
    values = pixel_array(dcmread(io.BytesIO(film), force=True))  # YBR_FULL as RGB
    height, width = values.shape[:2]
    flat = values.reshape(-1).tolist()
    return {"name": name, "width": width, "height": height, "values": flat, "base64": base64.b64encode(film).decode()}


def write(name, data):
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(json.dumps(data, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    write("colour-films.json", [record(*film) for film in films()])
    write("dicom-films.json", [dicom_record(*film) for film in dicom_films()])

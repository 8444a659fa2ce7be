#!/usr/bin/env python3
"""Renders the bundled sample pictures of ReadDigits, checks that the network reads them, and writes reference.json.

    python3 make_samples.py digits.safetensors

The samples look like photographs of printed numbers, in fonts that training never saw. reference.json, which goes to
the tests, holds the logits in double precision for one generated input.
"""

import argparse
import json
import pathlib
import sys
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFilter, ImageFont

import train

SUPERSAMPLING = 3
RESAMPLINGS = {"bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC, "lanczos": Image.LANCZOS, "box": Image.BOX,
               "bilinear without a filter for reduction": "plain"}


@dataclass
class Sample:
    file: str
    text: str
    font: str           # file name
    size: tuple         # of the picture
    digit_height: int   # of the font, in pixels of the picture
    place: tuple        # left end of the base line
    paper: tuple        # RGB
    ink: tuple
    degrees: float = 0
    keystone: float = 0     # how much lower the right end is, as a share of the height
    blur: float = 0
    noise: float = 0
    light: tuple = (1, 1)   # brightness at the left and the right end
    spacing: float = 0      # between digits, in pixels
    quality: int = 80       # of a JPEG


SAMPLES = (
    Sample("meter.png", "0048213", "tiresias_lpfont.ttf", (300, 60), 52, (24, 46), (38, 38, 40), (222, 221, 214),
           degrees=0.8, blur=0.8, noise=6, light=(1.05, 0.8), spacing=6),
    Sample("receipt.png", "74409", "PTM55F.ttf", (180, 40), 32, (28, 30), (236, 234, 228), (104, 100, 110),
           degrees=-1.5, blur=0.6, noise=9, light=(0.85, 1)),
    Sample("parcel.jpg", "508213374196", "JetBrainsMono-Bold.ttf", (640, 90), 66, (44, 72), (186, 150, 108), (46, 38, 34),
           degrees=1.0, keystone=0.08, blur=1.2, noise=8, light=(1.1, 0.78)),
    Sample("house.png", "27", "OldStandard-Bold.ttf", (120, 96), 76, (22, 74), (28, 52, 120), (236, 238, 240),
           degrees=-2, blur=1.0, noise=4, light=(0.9, 1.1)),
    Sample("ticket.jpg", "6618300", "CharisSIL-Italic.ttf", (420, 56), 50, (120, 44), (232, 222, 190), (178, 44, 40),
           degrees=-0.7, blur=0.8, noise=7, light=(1, 0.88), spacing=7, quality=60),
    Sample("scale.png", "2951", "Quicksand-Regular.ttf", (200, 80), 70, (22, 62), (206, 212, 208), (70, 78, 82),
           keystone=-0.1, blur=1.3, noise=5, light=(0.8, 1.05)),
)


def find_font(fonts, file):
    matches = sorted(pathlib.Path(fonts).rglob(file))
    if not matches:
        sys.exit(f"no font {file} below {fonts}")
    return str(matches[0])


def draw_line(sample, fonts):
    """The share of ink at each pixel, drawn large and reduced."""
    font = ImageFont.truetype(find_font(fonts, sample.font), sample.digit_height * SUPERSAMPLING)
    width, height = (SUPERSAMPLING * extent for extent in sample.size)
    mask = Image.new("L", (width, height))
    draw = ImageDraw.Draw(mask)
    x, y = (SUPERSAMPLING * extent for extent in sample.place)
    for digit in sample.text:
        draw.text((x, y), digit, fill=255, font=font, anchor="ls")
        x += font.getlength(digit) + sample.spacing * SUPERSAMPLING
    mask = mask.rotate(sample.degrees, Image.BICUBIC)
    shift = sample.keystone * height
    mask = mask.transform(mask.size, Image.QUAD, (0, 0, 0, height, width, height - shift, width, shift), Image.BICUBIC)
    return np.asarray(mask.reduce(SUPERSAMPLING), np.float32) / 255


def render(sample, fonts):
    ink = draw_line(sample, fonts)[:, :, None]
    pixels = np.float32(sample.paper) * (1 - ink) + np.float32(sample.ink) * ink
    width, height = sample.size
    pixels *= np.linspace(*sample.light, width, dtype=np.float32)[:, None]
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(sample.blur))
    noise = np.random.default_rng(len(sample.text)).standard_normal((height, width, 1))
    pixels = np.asarray(picture) + sample.noise * noise
    return Image.fromarray(np.clip(pixels + 0.5, 0, 255).astype(np.uint8))


def write_samples(folder, fonts):
    folder.mkdir(exist_ok=True)
    for sample in SAMPLES:
        render(sample, fonts).save(folder / sample.file, quality=sample.quality, optimize=True)
    (folder / "expected.txt").write_text("".join(f"{sample.file} {sample.text}\n" for sample in SAMPLES))


def check_samples(model, folder):
    """Reads the pictures back from their files, through every way of resizing; True when all are right."""
    right = True
    for line in (folder / "expected.txt").read_text().splitlines():
        file, expected = line.split()
        for name, resampling in RESAMPLINGS.items():
            image = torch.from_numpy(train.prepare(Image.open(folder / file), resampling))
            with torch.no_grad():
                logits = model(image[None, None])
            read = "".join(map(str, train.decode(logits)[0]))
            surest, second = logits[0, :, 0].softmax(dim=0).topk(2, dim=0).values
            margin = (surest - second).min().item()
            print(f"{file:12} {name:40} {read:14} least margin {margin:.2f}{'' if read == expected else '  WRONG'}")
            right &= read == expected
    return right


def generated_input(key, seed, count):
    """Numbers of [-1, 1) from a key and a seed: FNV-1a of the key, then SplitMix64, exact on every machine."""
    bits = (1 << 64) - 1
    h = 0xCBF29CE484222325
    for byte in key.encode():
        h = (h ^ byte) * 0x100000001B3 & bits
    h ^= seed
    values = np.empty(count, np.float32)
    for i in range(count):
        z = h + (i + 1) * 0x9E3779B97F4A7C15 & bits
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & bits
        z = (z ^ z >> 27) * 0x94D049BB133111EB & bits
        z ^= z >> 31
        values[i] = 2 * ((z >> 40) * 2.0 ** -24) - 1
    return values


def write_reference(model, path):
    values = generated_input("input", 1, train.HEIGHT * train.WIDTH)
    x = torch.from_numpy(values.reshape(1, 1, train.HEIGHT, train.WIDTH)).double()
    with torch.no_grad():
        logits = model.double()(x)
    path.write_text(json.dumps({
        "input": {"key": "input", "seed": 1, "shape": list(x.shape), "first": values[:4].tolist()},
        "output": {"shape": list(logits.shape), "logits": logits.flatten().tolist()},
    }, indent=1) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights")
    parser.add_argument("--fonts", default="/usr/share/fonts", help="the folder with the fonts")
    parser.add_argument("--check", action="store_true", help="only check the pictures that are there")
    args = parser.parse_args()
    here = pathlib.Path(__file__).resolve().parent
    tests = here.parent.parent / "tests" / "CompiledNets.Examples.Tests" / "ReadDigits"
    model = train.load_model(args.weights)
    if not args.check:
        write_samples(here / "samples", args.fonts)
        write_reference(train.load_model(args.weights), tests / "reference.json")
    sys.exit(0 if check_samples(model, here / "samples") else 1)


if __name__ == "__main__":
    main()

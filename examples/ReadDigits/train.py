#!/usr/bin/env python3
"""Trains the network of ReadDigits: it reads a line of 1 to 12 printed digits from a small picture.

Run by hand, not in CI. All it needs is in Debian 12:

    apt-get install --no-install-recommends python3-torch python3-pil python3-numpy \\
        fonts-adf-accanthis fonts-adf-baskervald fonts-adf-berenis fonts-adf-gillius fonts-adf-ikarius \\
        fonts-adf-libris fonts-adf-mekanus fonts-adf-romande fonts-adf-switzera fonts-adf-universalis \\
        fonts-adf-verana fonts-agave fonts-anonymous-pro fonts-arapey fonts-averia-sans-gwf fonts-averia-serif-gwf \\
        fonts-b612 fonts-bebas-neue fonts-cabin fonts-cantarell fonts-clear-sans fonts-cmu fonts-comfortaa \\
        fonts-comic-neue fonts-courier-prime fonts-crosextra-caladea fonts-crosextra-carlito fonts-dejavu \\
        fonts-dosis fonts-ebgaramond fonts-elstob fonts-essays1743 fonts-fantasque-sans fonts-fanwood fonts-firacode \\
        fonts-freefont-ttf fonts-georgewilliams fonts-gfs-artemisia fonts-gfs-bodoni-classic fonts-gfs-didot \\
        fonts-gfs-neohellenic fonts-go fonts-goudybookletter fonts-hack fonts-humor-sans fonts-inconsolata \\
        fonts-inter fonts-jetbrains-mono fonts-junction fonts-junicode fonts-jura fonts-karla fonts-lato \\
        fonts-league-mono fonts-league-spartan fonts-liberation fonts-lindenhill fonts-linuxlibertine \\
        fonts-lobstertwo fonts-manrope fonts-monofur fonts-monoid fonts-mononoki fonts-nanum fonts-national-park \\
        fonts-noto-core fonts-noto-mono fonts-ocr-a fonts-ocr-b fonts-oldstandard fonts-open-sans fonts-opendin \\
        fonts-osifont fonts-oxygen fonts-paratype fonts-play fonts-prociono fonts-quattrocento fonts-quicksand \\
        fonts-roadgeek fonts-roboto-slab fonts-roboto-unhinted fonts-routed-gothic fonts-sil-andika fonts-sil-charis \\
        fonts-sil-gentiumplus fonts-sora fonts-stix fonts-tiresias fonts-tlwg-garuda-ttf fonts-tlwg-laksaman-ttf \\
        fonts-tlwg-norasi-ttf fonts-tlwg-typewriter-ttf fonts-tuffy fonts-ubuntu-title fonts-urw-base35 \\
        fonts-vollkorn fonts-yanone-kaffeesatz fonts-yrsa-rasa

    python3 train.py                                   trains, evaluates, writes digits.safetensors and figures.json
    python3 train.py --evaluate digits.safetensors     evaluates only

No picture is stored: each line is rendered when it is needed, from its index and the seed alone, so that a run can
be repeated. The evaluation uses font families that training never saw.
"""

import argparse
import io
import json
import math
import pathlib
import random
import struct
import time
from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from torch import nn

HEIGHT, WIDTH = 32, 256
BLANK = 10
CLASSES = 11
MAX_DIGITS = 12

# A family is held out when its name starts with one of these. Kin stand together (Carlito is drawn after Lato,
# Hack, Verana and Switzera after DejaVu), or the test would be too easy.
HELD_OUT = (
    "DejaVu", "Verana", "Switzera", "Hack",
    "Roboto",
    "Lato", "Carlito",
    "Inconsolata",
    "Cabin",
    "Fira Code",
    "PT Sans", "PT Serif", "PT Mono",
    "Linux Libertine", "Linux Biolinum",
    "Charis SIL",
    "URW Bookman",
    "Old Standard",
    "Quicksand",
    "JetBrains Mono",
    "Tiresias",
)

# Symbols and ornaments: what stands at the code points of their digits are not printed digits.
EXCLUDED = ("D050000L", "STIXSize", "STIXInt", "STIXNon", "STIXVar", "Linux Libertine Initials", "Linux Biolinum Keyboard")

GLYPH_HEIGHT = 48


@dataclass
class Glyph:
    """One digit of one face, cut to its ink."""
    mask: Image.Image
    left: int       # from the pen to the ink
    top: int        # from the base line to the ink, upwards negative
    advance: float


@dataclass
class Face:
    family: str
    style: str
    glyphs: list
    fingerprint: np.ndarray


def draw_glyph(font, text):
    size = GLYPH_HEIGHT * 4
    canvas = Image.new("L", (size, size))
    origin = (size // 4, size * 5 // 8)
    ImageDraw.Draw(canvas).text(origin, text, fill=255, font=font, anchor="ls")
    box = canvas.getbbox()
    if box is None:
        return None
    return Glyph(canvas.crop(box), box[0] - origin[0], box[1] - origin[1], font.getlength(text))


def draw_digits(path, size):
    """The ten digits of a font file, or None when it has none."""
    font = ImageFont.truetype(str(path), size)
    missing = draw_glyph(font, "\uffff")
    glyphs = [draw_glyph(font, digit) for digit in "0123456789"]
    if any(glyph is None for glyph in glyphs):
        return None
    looks = {(glyph.mask.size, glyph.mask.tobytes()) for glyph in glyphs}
    if len(looks) < 10 or missing and (missing.mask.size, missing.mask.tobytes()) in looks:
        return None
    return glyphs


def fingerprint(glyphs):
    """The look of ten digits without their proportions, to find equal designs under other names."""
    small = [np.asarray(glyph.mask.resize((12, 16), Image.BOX), np.float32) / 255 for glyph in glyphs]
    return np.stack(small).ravel()


def load_face(path):
    try:
        family, style = ImageFont.truetype(str(path), 16).getname()
        if not family or family.startswith(EXCLUDED):
            return None
        probe = draw_digits(path, GLYPH_HEIGHT)
        if probe is None:
            return None
        tallest = max(glyph.mask.height for glyph in probe)
        glyphs = draw_digits(path, round(GLYPH_HEIGHT * GLYPH_HEIGHT / tallest))
    except OSError:
        return None  # a bitmap or broken font
    if glyphs is None or max(max(glyph.mask.size) for glyph in glyphs) > 2 * GLYPH_HEIGHT:
        return None
    return Face(family, style or "", glyphs, fingerprint(glyphs))


def load_faces(folder):
    """Every distinct face below a folder, as (training, held out), each a dictionary family -> faces."""
    paths = sorted(path for path in pathlib.Path(folder).rglob("*") if path.suffix.lower() in (".ttf", ".otf"))
    faces = [face for face in map(load_face, paths) if face]
    held_out = drop_repeats([face for face in faces if face.family.startswith(HELD_OUT)], [])
    training = drop_repeats([face for face in faces if not face.family.startswith(HELD_OUT)], held_out)
    return by_family(training), by_family(held_out)


def drop_repeats(faces, known):
    """Leaves out faces whose digits are (nearly) those of an earlier or known face: the same digits stand in many files."""
    prints = [face.fingerprint for face in known]
    kept = []
    for face in faces:
        if prints and np.abs(np.stack(prints) - face.fingerprint).mean(axis=1).min() < 0.02:
            continue
        prints.append(face.fingerprint)
        kept.append(face)
    return kept


def by_family(faces):
    families = {}
    for face in faces:
        families.setdefault(face.family, []).append(face)
    return families


def compose(face, digits, rng):
    """A line of digits as a mask (255 is ink), cut to the ink."""
    spacing = rng.choice((0.0, rng.uniform(-0.03, 0.3))) * GLYPH_HEIGHT
    gap_after = rng.randrange(len(digits)) if rng.random() < 0.15 else None
    pen = GLYPH_HEIGHT
    room = sum(face.glyphs[digit].advance + spacing for digit in digits) + 4 * GLYPH_HEIGHT
    canvas = Image.new("L", (math.ceil(room), 3 * GLYPH_HEIGHT))
    end = 0
    for position, digit in enumerate(digits):
        glyph = face.glyphs[digit]
        # Italic digits reach into each other's boxes, so the ink is the mask of the paste. Two digits never touch
        # in print, hence the least distance.
        x = max(round(pen) + glyph.left, end + 1) if spacing < 0 else round(pen) + glyph.left
        canvas.paste(255, (x, 2 * GLYPH_HEIGHT + glyph.top), glyph.mask)
        end = x + glyph.mask.width
        pen += glyph.advance + spacing
        if position == gap_after:
            pen += rng.uniform(0.3, 0.9) * GLYPH_HEIGHT
    return canvas.crop(canvas.getbbox())


def place(mask, count, rng):
    """The mask of a whole picture: the line turned, slanted, stretched and scaled, with margins of random size."""
    width, height = mask.size
    angle = rng.uniform(-1, 1) * min(math.radians(6), 0.4 * height / width) if rng.random() < 0.7 else 0.0
    slant = rng.uniform(-0.2, 0.2) if rng.random() < 0.5 else 0.0
    stretch = rng.uniform(0.85, 1.2)
    picture_height = round(math.exp(rng.uniform(math.log(20), math.log(96))))
    fill = rng.uniform(0.55, 0.98)
    margin = rng.uniform(0, 1.2) * rng.uniform(0, 1.2) * picture_height

    # Below some 8 columns to a digit nobody could read two equal digits from 64 steps: there, stretch.
    for _ in range(4):
        a, b = math.cos(angle) * stretch, -math.sin(angle) + math.cos(angle) * slant
        c, d = math.sin(angle) * stretch, math.cos(angle) + math.sin(angle) * slant
        scale = fill * picture_height / (abs(c) * width + abs(d) * height)
        a, b, c, d = a * scale, b * scale, c * scale, d * scale
        line_width = abs(a) * width + abs(b) * height
        picture_width = math.ceil(line_width + 2 * margin + 2)
        final = min(HEIGHT / picture_height, WIDTH / picture_width)
        pitch = line_width * final / count
        if pitch >= 8:
            break
        stretch, margin = stretch * min(1.5, 8.5 / pitch), margin * 0.6

    centre_x = rng.uniform(line_width / 2 + 1, picture_width - line_width / 2 - 1)
    slack = (1 - fill) * picture_height / 2
    centre_y = picture_height / 2 + rng.uniform(-slack, slack)
    if scale < 0.6:
        mask = mask.reduce(2)  # the transformation below takes 2x2 samples: without this, thin strokes would vanish
        width, height, a, b, c, d = mask.width, mask.height, 2 * a, 2 * b, 2 * c, 2 * d
    determinant = a * d - b * c
    ia, ib, ic, id_ = d / determinant, -b / determinant, -c / determinant, a / determinant
    inverse = (ia, ib, width / 2 - ia * centre_x - ib * centre_y, ic, id_, height / 2 - ic * centre_x - id_ * centre_y)
    placed = mask.transform((picture_width, picture_height), Image.AFFINE, inverse, Image.BILINEAR)
    return placed, abs(d) * height


NOISE = np.random.default_rng(0).standard_normal(1 << 20, dtype=np.float32)


def photograph(mask, digit_height, rng):
    """An 8-bit gray picture of a mask: paper and ink, uneven light, rules, blur, noise, JPEG."""
    contrast = rng.uniform(60, 255)
    paper = rng.uniform(contrast, 255)
    ink = paper - contrast
    if rng.random() < 0.35:
        paper, ink = ink, paper
    if rng.random() < 0.12:
        mask = draw_rule(mask, rng)
    blur = rng.uniform(0, 0.065) * digit_height
    if blur > 0.3:
        mask = mask.filter(ImageFilter.GaussianBlur(blur))

    pixels = np.asarray(mask, np.float32) * ((ink - paper) / 255) + paper
    height, width = pixels.shape
    if rng.random() < 0.5:
        light = 0.25 * contrast
        pixels += np.linspace(rng.uniform(-light, light), rng.uniform(-light, light), width, dtype=np.float32)
        pixels += np.linspace(rng.uniform(-light, light), 0, height, dtype=np.float32)[:, None]
    strength = min(rng.uniform(0, 25), 0.15 * contrast) if rng.random() < 0.8 else 0
    start = rng.randrange(max(1, NOISE.size - pixels.size))
    pixels += strength * np.resize(NOISE[start:start + pixels.size], pixels.shape)
    picture = Image.fromarray(np.clip(pixels + 0.5, 0, 255).astype(np.uint8))
    if rng.random() < 0.1:
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=rng.randrange(25, 85))
        picture = Image.open(file)
        picture.load()
    return picture


def draw_rule(mask, rng):
    """A line above or below the digits or beside them, as forms, plates and frames have."""
    mask = mask.copy()
    width, height = mask.size
    left, top, right, bottom = mask.getbbox()
    thickness = rng.randint(1, max(1, height // 20))
    draw = ImageDraw.Draw(mask)
    if rng.random() < 0.7:
        y = rng.choice((rng.randint(0, top), rng.randint(min(bottom, height - 1), height - 1)))
        draw.line((rng.uniform(0, left), y, rng.uniform(right, width), y + rng.uniform(-1, 1)), 255, thickness)
    else:
        # At the very edge, or it would be a digit one.
        x = rng.choice((0, width - 1))
        draw.line((x, 0, x, height), 255, thickness)
    return mask


def resize(picture, size, resampling):
    """Resizes; "plain" is bilinear interpolation without a filter for reduction, as some libraries have it."""
    if resampling == "plain":
        return picture.transform(size, Image.EXTENT, (0, 0, *picture.size), Image.BILINEAR)
    return picture.resize(size, resampling)


def prepare(picture, resampling=Image.BILINEAR):
    """The network's input for a picture: 32 x 256 floats, 0 is black and 1 is white.

    Gray; resized to height 32 with its aspect kept, to width 256 where it would be wider; narrower ones are continued
    to the right with the median of the outermost pixels of the resized picture.
    """
    gray = picture.convert("L")
    width = min(WIDTH, max(1, round(gray.width * HEIGHT / gray.height)))
    pixels = np.asarray(resize(gray, (width, HEIGHT), resampling))
    border = np.concatenate((pixels[0], pixels[-1], pixels[1:-1, 0], pixels[1:-1, -1]))
    background = np.sort(border)[border.size // 2]
    image = np.full((HEIGHT, WIDTH), background, np.float32)
    image[:, :width] = pixels
    return image / 255


class Lines(torch.utils.data.Dataset):
    """Rendered lines. Line i depends on the seed and i only, whichever process renders it."""

    # What reads the picture in the end resizes with another library, so training shall not rely on one filter.
    RESAMPLINGS = (Image.BILINEAR, Image.BILINEAR, Image.BICUBIC, Image.LANCZOS, Image.BOX, "plain")

    def __init__(self, families, count, seed, resamplings=RESAMPLINGS):
        self.families = [families[name] for name in sorted(families)]
        self.names = sorted(families)
        self.count, self.seed, self.resamplings = count, seed, resamplings

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        rng = random.Random(self.seed << 40 | index)
        family = rng.randrange(len(self.families))
        face = rng.choice(self.families[family])
        digits = [rng.randrange(10) for _ in range(rng.randint(1, MAX_DIGITS))]
        if rng.random() < 0.1:
            digits = [rng.choice(digits[:2]) for _ in digits]  # equal neighbours are what CTC finds hard
        mask, digit_height = place(compose(face, digits, rng), len(digits), rng)
        picture = photograph(mask, digit_height, rng)
        return prepare(picture, rng.choice(self.resamplings)), digits, family


def collate(items):
    images, digits, families = zip(*items)
    return torch.from_numpy(np.stack(images))[:, None], list(digits), list(families)


def batches(lines, size, workers):
    return torch.utils.data.DataLoader(lines, size, num_workers=workers, collate_fn=collate)


def conv_bn_relu(inputs, outputs, kernel=3, stride=1, groups=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU6())


class InvertedResidual(nn.Module):
    """The block of MobileNetV2, with the keys torchvision gives it."""

    def __init__(self, inputs, outputs, hidden, stride=1):
        super().__init__()
        self.residual = stride == 1 and inputs == outputs
        self.conv = nn.Sequential(
            conv_bn_relu(inputs, hidden, kernel=1),
            conv_bn_relu(hidden, hidden, stride=stride, groups=hidden),
            nn.Conv2d(hidden, outputs, 1, bias=False),
            nn.BatchNorm2d(outputs))

    def forward(self, x):
        return x + self.conv(x) if self.residual else self.conv(x)


class DigitReader(nn.Module):
    """1 x 32 x 256 -> 11 x 1 x 64: logits of ten digits and of the CTC blank, for each of 64 steps along the line."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            conv_bn_relu(1, 16, stride=2),
            InvertedResidual(16, 32, 48, stride=2),
            InvertedResidual(32, 32, 64),
            InvertedResidual(32, 48, 96, stride=(2, 1)),
            InvertedResidual(48, 48, 96),
            InvertedResidual(48, 48, 96),
            InvertedResidual(48, 64, 96, stride=(2, 1)),
            InvertedResidual(64, 64, 64),
            conv_bn_relu(64, 96, kernel=1))
        self.pool = nn.AvgPool2d((2, 1))
        self.classifier = nn.Sequential(nn.Dropout(0.1), nn.Conv2d(96, CLASSES, 1))

    def forward(self, x):
        return self.classifier(self.pool(self.features(x)))


def decode(logits):
    """Greedy CTC: the best class of each step, repeats merged, blanks left out."""
    lines = []
    for steps in logits[:, :, 0].argmax(dim=1).tolist():
        lines.append([best for i, best in enumerate(steps) if best != BLANK and (i == 0 or best != steps[i - 1])])
    return lines


def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def ctc_loss(logits, digits):
    steps = logits[:, :, 0].permute(2, 0, 1).log_softmax(dim=2)
    lengths = torch.full((steps.shape[1],), steps.shape[0], dtype=torch.long)
    targets = torch.tensor([digit for line in digits for digit in line])
    return nn.functional.ctc_loss(steps, targets, lengths, torch.tensor([len(line) for line in digits]), blank=BLANK)


def train(families, args):
    torch.manual_seed(args.seed)
    model = DigitReader().to(memory_format=torch.channels_last)
    decayed = [p for p in model.parameters() if p.dim() > 1]
    plain = [p for p in model.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}])
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.rate, args.steps, pct_start=0.15)
    start, losses = time.time(), []
    lines = Lines(families, args.steps * args.batch, args.seed)
    for step, (images, digits, _) in enumerate(batches(lines, args.batch, args.workers), 1):
        loss = ctc_loss(model(images.to(memory_format=torch.channels_last)), digits)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        if step % 100 == 0:
            print(f"step {step:6d}  loss {np.mean(losses[-100:]):.4f}  {time.time() - start:6.0f} s", flush=True)
    return model, time.time() - start


def evaluate(model, families, args):
    """Digit and line accuracy over rendered lines of the given families."""
    model.eval()
    lines = Lines(families, args.lines, args.seed + 1, resamplings=(Image.BILINEAR,))
    digits_of, errors_of = [0] * len(lines.names), [0] * len(lines.names)
    right_lines = 0
    with torch.no_grad():
        for images, digits, members in batches(lines, 64, args.workers):
            for expected, read, family in zip(digits, decode(model(images)), members):
                errors = edit_distance(read, expected)
                digits_of[family] += len(expected)
                errors_of[family] += errors
                right_lines += errors == 0
    return {
        "lines": args.lines,
        "digits": sum(digits_of),
        "digit_accuracy": round(1 - sum(errors_of) / sum(digits_of), 5),
        "line_accuracy": round(right_lines / args.lines, 5),
        "families": {name: round(1 - errors / max(1, digits), 5)
                     for name, digits, errors in zip(lines.names, digits_of, errors_of)},
    }


def write_safetensors(state, path):
    """Length of the header, JSON header, then the tensors one after the other, all little-endian float32."""
    state = {key: value for key, value in state.items() if not key.endswith("num_batches_tracked")}
    header, offset = {}, 0
    for key, value in state.items():
        end = offset + 4 * value.numel()
        header[key] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for value in state.values():
            file.write(value.detach().contiguous().numpy().astype("<f4").tobytes())


def read_safetensors(path):
    data = pathlib.Path(path).read_bytes()
    length, = struct.unpack_from("<Q", data)
    body = memoryview(data)[8 + length:]
    state = {}
    for key, entry in json.loads(data[8:8 + length]).items():
        begin, end = entry["data_offsets"]
        state[key] = torch.from_numpy(np.frombuffer(body[begin:end], "<f4").reshape(entry["shape"]).copy())
    return state


def load_model(path):
    model = DigitReader()
    model.load_state_dict(read_safetensors(path), strict=False)  # the file leaves num_batches_tracked out
    return model.eval()


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--evaluate", metavar="WEIGHTS", help="evaluate these weights instead of training")
    parser.add_argument("--output", default="digits.safetensors", help="where the trained weights go")
    parser.add_argument("--figures", default="figures.json", help="where the figures of the evaluation go")
    parser.add_argument("--fonts", default="/usr/share/fonts", help="the folder with the fonts")
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=5e-3, help="the highest learning rate")
    parser.add_argument("--lines", type=int, default=10000, help="lines of the evaluation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="threads of PyTorch")
    parser.add_argument("--workers", type=int, default=1, help="processes that render")
    return parser.parse_args()


def main():
    args = parse_arguments()
    torch.set_num_threads(args.threads)
    training, held_out = load_faces(args.fonts)
    print(f"{len(training)} families to train on ({sum(map(len, training.values()))} faces), "
          f"{len(held_out)} held out ({sum(map(len, held_out.values()))} faces)", flush=True)
    if args.evaluate:
        model = load_model(args.evaluate)
    else:
        model, seconds = train(training, args)
        print(f"{args.steps} steps in {seconds:.0f} s")
        write_safetensors(model.state_dict(), args.output)
    figures = evaluate(model, held_out, args)
    figures["training_families"] = len(training)
    pathlib.Path(args.figures).write_text(json.dumps(figures, indent=2) + "\n")
    print(f"held-out families: {figures['digit_accuracy']:.2%} of {figures['digits']} digits right, "
          f"{figures['line_accuracy']:.2%} of {figures['lines']} lines")


if __name__ == "__main__":
    main()

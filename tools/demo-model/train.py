"""Trains the demo model: a tiny CLIP-style dual encoder that knows only the world of dev.sightline.demo.

    python tools/demo-model/train.py all

from the root of the project, with the pictures drawn as the README beside this file says. Steps (each can be run alone):
tokenizer, train, export, evaluate, reference.
"""
import argparse
import csv
import json
import math
import random
import shutil
import time
import zlib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from PIL import Image
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import CLIPConfig, CLIPModel

SIZE, PATCH = 96, 16
SCALES = (96, 104, 112)
MEAN = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
STD = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)
CONTEXT = 77
BOS, EOS = "<|startoftext|>", "<|endoftext|>"
ATTRIBUTES = ["style", "subject", "count", "colour", "time", "place"]

# Words that a query may have around what the demo world knows; they carry no meaning here.
PREFIXES = ("show me|find|find me|search for|i want|looking for|give me|please show|my|our|the|all the|any|"
            "pictures of|photos of|images of|pictures with|photos with|a picture with|a photo of|an image with|"
            "something with|there is|here is|this is|art of|a poster of|a painting of|wallpaper with").split("|")
FILLERS = ("beautiful|nice|lovely|cute|pretty|old|new|big|small|tiny|large|bright|dark|great|favourite|best|good|"
           "happy|quiet|calm|funny|simple|colourful|real|modern|little|very|really").split("|")
GENERAL = ("and or not with without from to for by at on in of the a an is are was were be been it its this that "
           "these those he she they we you i my your our their who what where when why how which more most less many "
           "much some any all every each few other another same first last next before after over under above below "
           "near far left right up down out off again only also very then than there here now today people person man "
           "woman child children dog horse train plane airport road street bridge river lake beach mountain building "
           "room table chair food water fire light dark music game book phone computer work school family friend "
           "birthday party holiday summer spring autumn winter rain wind storm cloud sun moon star black brown grey "
           "color colour gold silver portrait landscape close view photo photograph image picture drawing painting "
           "sketch poster art artwork style abstract sleeping running flying sitting standing swimming sailing driving "
           "riding looking eating playing group pair couple single lonely empty full").split()


# --------------------------------------------------------------------------- data

def read_rows(folders):
    rows = []
    for folder in folders:
        with open(Path(folder) / "captions.csv", newline="", encoding="utf-8") as f:
            for row in csv.DictReader(f):
                row["path"] = Path(folder) / row["file"]
                row["alts"] = row["alt_captions"].split("|")
                row["states"] = [s.split(" ") for s in row["alt_states"].split("|")] if "alt_states" in row else None
                rows.append(row)
    return rows


def values_of(rows):
    """For each attribute, its possible values in a fixed order."""
    return {a: sorted({r[a] for r in rows}) for a in ATTRIBUTES}


def codes_of(rows, values):
    return np.array([[values[a].index(r[a]) for a in ATTRIBUTES] for r in rows], np.int64)


def load_squares(rows):
    """The centre squares of small training pictures, resized as at search time to each of three sizes."""
    squares = {scale: torch.empty(len(rows), 3, scale, scale, dtype=torch.uint8) for scale in SCALES}
    for i, row in enumerate(rows):
        image = Image.open(row["path"]).convert("RGB")
        side = min(image.size)
        left, top = (image.width - side) // 2, (image.height - side) // 2
        image = image.crop((left, top, left + side, top + side))
        for scale, pixels in squares.items():
            resized = image if side == scale else image.resize((scale, scale), Image.BICUBIC)
            pixels[i] = torch.from_numpy(np.asarray(resized).transpose(2, 0, 1).copy())
    return squares


def preprocess(image):
    """CLIPImageProcessor: shortest edge to SIZE (bicubic), centre crop, rescale, normalise."""
    image = image.convert("RGB")
    w, h = image.size
    width, height = (SIZE, int(SIZE * h / w)) if w <= h else (int(SIZE * w / h), SIZE)
    image = image.resize((width, height), Image.BICUBIC)
    left, top = (width - SIZE) // 2, (height - SIZE) // 2
    pixels = np.asarray(image.crop((left, top, left + SIZE, top + SIZE)), np.float32) / 255.0
    return ((pixels - MEAN) / STD).transpose(2, 0, 1).astype(np.float32)


# --------------------------------------------------------------------------- tokenizer

def bare_tokenizer(model):
    """The same pipeline as CLIP's tokenizer, around another BPE vocabulary."""
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()])
    pattern = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(pattern), "removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def build_tokenizer(rows, out):
    texts = [t for r in rows for t in [r["caption"], r["title"], *r["alts"]]]
    texts += [" ".join(PREFIXES + FILLERS + GENERAL)] * 50
    draft = bare_tokenizer(models.BPE(end_of_word_suffix="</w>"))
    draft.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=1600, min_frequency=5, end_of_word_suffix="</w>",
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    merges = [tuple(m) for m in json.loads(draft.to_str())["model"]["merges"]]
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = alphabet + [c + "</w>" for c in alphabet] + [a + b for a, b in merges]
    vocab = {w: i for i, w in enumerate(dict.fromkeys(words))}
    vocab |= {BOS: len(vocab), EOS: len(vocab) + 1}
    tokenizer = bare_tokenizer(models.BPE(vocab, merges, unk_token=EOS, end_of_word_suffix="</w>"))
    tokenizer.add_special_tokens([BOS, EOS])
    tokenizer.post_processor = processors.RobertaProcessing(
        (EOS, vocab[EOS]), (BOS, vocab[BOS]), trim_offsets=False, add_prefix_space=False)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out / "tokenizer.json"))
    (out / "tokenizer_config.json").write_text(json.dumps({
        "tokenizer_class": "CLIPTokenizer", "do_lower_case": True, "model_max_length": CONTEXT, "bos_token": BOS,
        "eos_token": EOS, "unk_token": EOS, "pad_token": EOS, "clean_up_tokenization_spaces": True}, indent=2) + "\n")
    return tokenizer


def load_tokenizer(out):
    return Tokenizer.from_file(str(out / "tokenizer.json"))


def encode(tokenizer, texts, length=None):
    """Token ids, padded with the end token; the text tower reads the state at the first end token."""
    ids = [e.ids if len(e.ids) <= CONTEXT else e.ids[:CONTEXT - 1] + [e.ids[-1]] for e in tokenizer.encode_batch(texts)]
    length = length or max(map(len, ids))
    return torch.tensor([i + [tokenizer.token_to_id(EOS)] * (length - len(i)) for i in ids])


# --------------------------------------------------------------------------- model

def convolution(inputs, outputs, stride=1):
    return torch.nn.Sequential(torch.nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
                               torch.nn.BatchNorm2d(outputs), torch.nn.ReLU(inplace=True))


class Residual(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.body = torch.nn.Sequential(convolution(width, width), convolution(width, width))

    def forward(self, x):
        return x + self.body(x)


class Stem(torch.nn.Sequential):
    """Cuts the picture into patches by small convolutions, in place of CLIP's single large one.

    A vision transformer needs millions of pictures to discover edges and shapes; convolutions have them at once.
    """

    def __init__(self, width):
        super().__init__(convolution(3, 24, 2), convolution(24, 48, 2), Residual(48), convolution(48, 96, 2),
                         Residual(96), convolution(96, width, 2), Residual(width))

    @property
    def weight(self):  # CLIP asks its patch embedding for the type of its numbers
        return self[0][0].weight


def build_model(tokenizer):
    bos, eos = tokenizer.token_to_id(BOS), tokenizer.token_to_id(EOS)
    config = CLIPConfig(
        projection_dim=128,
        vision_config=dict(hidden_size=160, num_hidden_layers=3, num_attention_heads=5, intermediate_size=480,
                           image_size=SIZE, patch_size=PATCH, projection_dim=128),
        text_config=dict(hidden_size=128, num_hidden_layers=2, num_attention_heads=4, intermediate_size=384,
                         vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=CONTEXT, projection_dim=128,
                         bos_token_id=bos, eos_token_id=eos, pad_token_id=eos))
    model = CLIPModel._from_config(config, attn_implementation="sdpa")
    model.vision_model.embeddings.patch_embedding = Stem(160)
    # CLIP's own initial scale suits hundreds of millions of pictures; a small model learns faster from this one.
    for module in model.modules():
        if isinstance(module, torch.nn.Linear):
            torch.nn.init.trunc_normal_(module.weight, std=0.03)
        if isinstance(module, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(module.weight)
    return model


class Vision(torch.nn.Module):
    def __init__(self, clip):
        super().__init__()
        self.tower, self.projection = clip.vision_model, clip.visual_projection

    def forward(self, pixel_values):
        return self.projection(self.tower(pixel_values=pixel_values).pooler_output)


class Text(torch.nn.Module):
    def __init__(self, clip):
        super().__init__()
        self.tower, self.projection = clip.text_model, clip.text_projection

    def forward(self, input_ids):
        return self.projection(self.tower(input_ids=input_ids).pooler_output)


# --------------------------------------------------------------------------- training

def augment(squares, batch, rng):
    """Windows of SIZE from randomly scaled pictures, flipped and with a slight change of light."""
    parts = []
    for part in torch.tensor(batch).split(32):
        scale = rng.choice(SCALES)
        top, left = rng.randint(0, scale - SIZE), rng.randint(0, scale - SIZE)
        pixels = squares[scale][part][:, :, top:top + SIZE, left:left + SIZE]
        parts.append(pixels.flip(-1) if rng.random() < 0.5 else pixels)
    x = torch.cat(parts)
    gain = 1 + (torch.rand(len(x), 3, 1, 1) - 0.5) * 0.06 + (torch.rand(len(x), 1, 1, 1) - 0.5) * 0.16
    mean, std = (torch.from_numpy(v)[:, None, None] for v in (MEAN, STD))
    return x * (gain / 255 / std) - mean / std


def pick_texts(row, rng, alternatives=1):
    """The full caption and some partial ones, each with the attributes that it states."""
    stated = [a for a in ATTRIBUTES if a != "count" or row["count"] != "1"]
    picked = [(row["caption"] if rng.random() < 0.9 else row["title"], stated)]
    if picked[0][0] == row["title"]:
        picked = [(row["title"], [a for a in stated if a not in ("style", "place")])]
    for i in rng.sample(range(len(row["alts"])), alternatives):
        picked.append((row["alts"][i], row["states"][i]))
    return [(decorate(text, rng), stated) for text, stated in picked]


def decorate(text, rng):
    if rng.random() < 0.12:
        text = rng.choice(PREFIXES) + " " + text
    if rng.random() < 0.08:
        words = text.split(" ")
        words.insert(rng.randrange(len(words)), rng.choice(FILLERS))
        text = " ".join(words)
    return text


def spread(logits, matches):
    """Cross-entropy against all matches at once: pictures that share the stated attributes are all right."""
    target = matches.float()
    keep = target.sum(1) > 0
    target = target[keep] / target[keep].sum(1, keepdim=True)
    return -(target * F.log_softmax(logits[keep], 1)).sum(1).mean()


# How much each attribute counts for the likeness of two pictures: look first, then what is in it.
LIKENESS = torch.tensor([0.50, 0.20, 0.04, 0.08, 0.10, 0.08])


def arrangement(image, agree):
    """Draws the cosine of two pictures towards the weight of what they share, so that styles form clusters."""
    wanted = agree.float() @ LIKENESS
    return ((image @ image.T - wanted) ** 2).mean()


def train(args, out, work):
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    rows = read_rows(args.train)
    values = values_of(rows)
    codes = torch.from_numpy(codes_of(rows, values))
    tokenizer = load_tokenizer(out)
    started = time.time()
    squares = load_squares(rows)
    print(f"{len(rows)} pictures read in {time.time() - started:.0f} s", flush=True)

    model = build_model(tokenizer).to(memory_format=torch.channels_last)
    if args.resume:
        model.load_state_dict(torch.load(work / "model.pt"))
    vision, text = Vision(model), Text(model)
    # Plain classifiers on the embeddings guide the first epochs; they are not part of the exported model.
    heads = torch.nn.ModuleList([torch.nn.Linear(128, len(values[a])) for a in ATTRIBUTES])
    parameters = [*model.parameters(), *heads.parameters()]
    decay = [p for p in parameters if p.ndim > 1]
    rest = [p for p in parameters if p.ndim <= 1]
    optimiser = torch.optim.AdamW([{"params": decay, "weight_decay": 0.05}, {"params": rest, "weight_decay": 0}],
                                  lr=args.rate, betas=(0.9, 0.98))
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    print(f"vision {sum(p.numel() for p in vision.parameters()):,} text {sum(p.numel() for p in text.parameters()):,} "
          f"parameters", flush=True)

    order, started, shown, step, progress = [], time.time(), [], 0, 0.0
    while progress < 1:
        if len(order) < args.batch:
            order = torch.randperm(len(rows)).tolist()
        batch, order = order[:args.batch], order[args.batch:]
        rate = args.rate * min(1, (step + 1) / 120) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
        for group in optimiser.param_groups:
            group["lr"] = rate

        texts = [t for i in batch for t in pick_texts(rows[i], rng)]
        owner = torch.arange(len(batch)).repeat_interleave(len(texts) // len(batch))
        stated = torch.tensor([[a in s for a in ATTRIBUTES] for _, s in texts])
        own = codes[batch]
        own_agree = own[:, None, :] == own[None, :, :]
        agree = own_agree[owner]
        matches = (agree | ~stated[:, None, :]).all(2)

        seen = augment(squares, batch, rng).contiguous(memory_format=torch.channels_last)
        image = F.normalize(vision(seen), dim=-1)
        word = F.normalize(text(encode(tokenizer, [t for t, _ in texts])), dim=-1)
        logits = model.logit_scale.exp().clamp(max=60) * word @ image.T
        contrast = (spread(logits, matches) + spread(logits.T, matches.T)) / 2
        guide = 0
        for k, head in enumerate(heads):
            guide = guide + F.cross_entropy(head(image * 12), own[:, k])
            said = stated[:, k]
            if said.any():
                guide = guide + F.cross_entropy(head(word[said] * 12), own[owner[said], k])
        loss = contrast + (0 if args.resume else guide * (0.1 + 0.15 * (1 - progress)))
        if args.arrange:
            loss = loss + args.arrange * arrangement(image, own_agree)

        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        step += 1
        progress = (time.time() - started) / 60 / args.minutes if args.minutes else step * args.batch / len(rows) / args.epochs
        with torch.no_grad():
            if step % 8 == 0:
                for key, value in model.state_dict().items():
                    average[key].copy_(value if not value.is_floating_point()
                                       else torch.lerp(average[key], value, 0.05 if step > 200 else 0.3))
            right = [(heads[k](image * 12).argmax(1) == own[:, k]).float().mean().item() for k in range(6)]
        shown.append([loss.item(), contrast.item(), *right])
        if step % 50 == 0 or progress >= 1:
            mean, shown = np.mean(shown, 0), []
            print(f"step {step} {time.time() - started:.0f} s, {step * args.batch / len(rows):.2f} epochs, "
                  f"loss {mean[0]:.3f} contrast {mean[1]:.3f} "
                  + " ".join(f"{a} {m:.2f}" for a, m in zip(ATTRIBUTES, mean[2:]))
                  + f" scale {model.logit_scale.exp().item():.1f}", flush=True)
            torch.save(average, work / "model.pt")
    print(f"trained in {(time.time() - started) / 60:.1f} min", flush=True)


# --------------------------------------------------------------------------- export

def load_model(out, work):
    model = build_model(load_tokenizer(out))
    model.load_state_dict(torch.load(work / "model.pt"))
    model.set_attn_implementation("eager")
    return model.eval()


def export(args, out, work):
    from onnxruntime.quantization import QuantType, quantize_dynamic
    model = load_model(out, work)
    tokenizer = load_tokenizer(out)
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    batch = torch.export.Dim("batch", min=1, max=4096)
    length = torch.export.Dim("sequence", min=2, max=CONTEXT)
    towers = {
        "vision_model": (Vision(model), torch.zeros(2, 3, SIZE, SIZE), "pixel_values", "image_embeds", {0: batch}),
        "text_model": (Text(model), encode(tokenizer, ["a red boat", "two cats at night"]), "input_ids", "text_embeds",
                       {0: batch, 1: length}),
    }
    for name, (tower, sample, source, target, axes) in towers.items():
        plain = work / f"{name}.fp32.onnx"
        torch.onnx.export(tower, (sample,), str(plain), input_names=[source], output_names=[target], dynamo=True,
                          dynamic_shapes={source: axes}, external_data=False, opset_version=18, verbose=False)
        model_file = onnx.load(plain)
        del model_file.graph.value_info[:]  # the quantiser infers shapes anew
        onnx.save(model_file, plain)
        shrink(plain, work / f"{name}.int8.onnx")
        quantize_dynamic(str(plain), str(work / f"{name}.dynamic.onnx"), per_channel=True,
                         weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"])
    compare_and_choose(args, out, work, tokenizer)
    write_configs(model, out)


def shrink(source, target):
    """Stores weights as int8 with one scale a channel; a runtime restores them once, as it loads the model.

    Unlike dynamic quantisation, the arithmetic stays in fp32: an embedding does not depend on the rest of its batch.
    """
    model = onnx.load(source)
    restore = []
    for tensor in list(model.graph.initializer):
        weight = onnx.numpy_helper.to_array(tensor)
        if weight.dtype != np.float32 or weight.ndim < 2 or weight.size < 1024:
            continue
        integers, scale = min((by_channel(weight, axis) for axis in (0, weight.ndim - 1)),
                              key=lambda c: np.square(c[0] * c[1] - weight).sum())
        model.graph.initializer.remove(tensor)
        model.graph.initializer.append(onnx.numpy_helper.from_array(integers, tensor.name + ".int8"))
        model.graph.initializer.append(onnx.numpy_helper.from_array(scale, tensor.name + ".scale"))
        restore.append(onnx.helper.make_node("Cast", [tensor.name + ".int8"], [tensor.name + ".float"],
                                             to=onnx.TensorProto.FLOAT))
        restore.append(onnx.helper.make_node("Mul", [tensor.name + ".float", tensor.name + ".scale"], [tensor.name]))
    nodes = restore + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    del model.graph.value_info[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    model.ir_version = min(model.ir_version, 9)
    model.producer_name = "train.py"
    onnx.checker.check_model(model)
    onnx.save(model, target)


def by_channel(weight, axis):
    others = tuple(i for i in range(weight.ndim) if i != axis)
    scale = np.maximum(np.abs(weight).max(axis=others, keepdims=True), 1e-8).astype(np.float32) / 127
    return np.clip(np.round(weight / scale), -127, 127).astype(np.int8), scale


def compare_and_choose(args, out, work, tokenizer):
    """Ships int8 weights where they stay close to fp32 on held-out pictures and captions."""
    rows = read_rows([args.test])[:300]
    inputs = {"vision_model": [preprocess(Image.open(r["path"]))[None] for r in rows],
              "text_model": [encode(tokenizer, [r["caption"]]).numpy() for r in rows]}
    report = {}
    for name, data in inputs.items():
        plain = unit(run_onnx(work / f"{name}.fp32.onnx", data))
        report[name] = {"fp32": dict(bytes=(work / f"{name}.fp32.onnx").stat().st_size)}
        for kind in ("int8", "dynamic"):
            cosine = (plain * unit(run_onnx(work / f"{name}.{kind}.onnx", data))).sum(1)
            report[name][kind] = dict(bytes=(work / f"{name}.{kind}.onnx").stat().st_size,
                                      mean_cosine=float(cosine.mean()), min_cosine=float(cosine.min()))
        shipped = "int8" if report[name]["int8"]["min_cosine"] >= 0.99 else "fp32"
        report[name]["shipped"] = shipped
        shutil.copy(work / f"{name}.{shipped}.onnx", out / "onnx" / f"{name}.onnx")
    print(json.dumps(report, indent=2))
    (work / "quantisation.json").write_text(json.dumps(report, indent=2))


def write_configs(model, out):
    config = model.config.to_dict() | {"architectures": ["CLIPModel"], "patch_stem": "convolutional"}
    for key in ("_name_or_path", "_attn_implementation_autoset"):
        config.pop(key, None)
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    (out / "preprocessor_config.json").write_text(json.dumps({
        "image_processor_type": "CLIPImageProcessor", "do_convert_rgb": True, "do_resize": True,
        "size": {"shortest_edge": SIZE}, "resample": 3, "do_center_crop": True,
        "crop_size": {"height": SIZE, "width": SIZE}, "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True, "image_mean": [float(f"{m:.8f}") for m in MEAN],
        "image_std": [float(f"{s:.8f}") for s in STD]}, indent=2) + "\n")


def run_onnx(path, inputs):
    """One input at a time: texts differ in length, and no padding is needed."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return np.concatenate([session.run(None, {name: x})[0] for x in inputs])


def unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


# --------------------------------------------------------------------------- evaluation

QUERY_WORDS = {
    "style": {"comic": "comic", "neon": "neon", "origami": "origami", "watercolour": "watercolour",
              "pixel art": "pixel art", "blueprint": "blueprint", "mosaic": "mosaic", "pastel": "pastel"},
    "time": {"day": "by day", "sunset": "at sunset", "night": "at night"},
    "place": {"sea": "by the sea", "hills": "in the hills", "forest": "in the forest", "desert": "in the desert",
              "city": "in the city", "snow": "in the snow", "meadow": "in a meadow"},
    "count": {"1": "one", "2": "two", "3": "three"},
}


def query_text(wanted):
    """Such as "origami boat", "red house at night", "neon city": written apart from the caption templates."""
    part = {a: QUERY_WORDS.get(a, {}).get(v, v) for a, v in wanted.items()}
    noun = part.get("subject") or ("picture" if "place" not in wanted and "time" not in wanted else "")
    if noun and wanted.get("count") in ("2", "3"):
        noun += "" if noun == "fish" else "s" if not noun.endswith("butterfly") else ""
        noun = noun.replace("butterfly", "butterflies")
    return " ".join(filter(None, [part.get("style"), part.get("count"), part.get("colour"), noun, part.get("place"),
                                  part.get("time")]))


def attribute_queries(rows, kinds, per_kind, rng):
    """Queries that at least ten pictures match."""
    queries = []
    for kind in kinds:
        seen = {}
        for r in rows:
            seen.setdefault(tuple(r[a] for a in kind), []).append(r)
        enough = [v for v, found in sorted(seen.items()) if len(found) >= 10]
        for v in rng.sample(enough, min(per_kind, len(enough))):
            queries.append(dict(zip(kind, v)))
    return queries


def precision(rows, image, words, queries, depth=10):
    scores = []
    for wanted, vector in zip(queries, words):
        best = np.argsort(-(image @ vector))[:depth]
        scores.append(np.mean([all(rows[i][a] == v for a, v in wanted.items()) for i in best]))
    return np.array(scores)


def kmeans_purity(x, labels, k, runs=4):
    best = (np.inf, 0)
    for run in range(runs):
        rng = np.random.default_rng(run)
        centres = x[[rng.integers(len(x))]]
        while len(centres) < k:
            distance = ((x[:, None] - centres[None]) ** 2).sum(2).min(1)
            centres = np.vstack([centres, x[rng.choice(len(x), p=distance / distance.sum())]])
        for _ in range(60):
            own = (-2 * x @ centres.T + (centres ** 2).sum(1)).argmin(1)
            centres = np.stack([x[own == c].mean(0) if (own == c).any() else centres[c] for c in range(k)])
        inertia = ((x - centres[own]) ** 2).sum()
        purity = sum(max(np.unique(labels[own == c], return_counts=True)[1]) for c in range(k) if (own == c).any())
        best = min(best, (inertia, purity / len(x)))
    return best[1]


def evaluate(args, out, work):
    tokenizer = load_tokenizer(out)
    rows = read_rows([args.test])
    pixels = [preprocess(Image.open(r["path"]))[None] for r in rows]
    started = time.time()
    image = unit(run_onnx(out / "onnx" / "vision_model.onnx", pixels))
    image_ms = (time.time() - started) / len(rows) * 1000

    def embed(texts):
        return unit(run_onnx(out / "onnx" / "text_model.onnx", [encode(tokenizer, [t]).numpy() for t in texts]))

    started = time.time()
    word = embed([r["caption"] for r in rows])
    text_ms = (time.time() - started) / len(rows) * 1000
    result = {"pictures": len(rows), "image_ms": image_ms, "text_ms": text_ms}

    similarity = word @ image.T
    rank = (similarity > similarity.diagonal()[:, None]).sum(1)
    for k in (1, 5, 10):
        result[f"recall@{k}"] = float((rank < k).mean())
    codes = codes_of(rows, values_of(rows))
    same = (codes[similarity.argmax(1)] == codes).all(1).mean()
    result["top-1 has all six attributes"] = float(same)

    rng = random.Random(5)
    pairs = [("style", "subject"), ("subject", "colour"), ("style", "place"), ("style", "time"), ("style", "colour"),
             ("subject", "time"), ("subject", "place"), ("subject", "count"), ("place", "time"), ("colour", "time")]
    groups = {"1 attribute": ([("style",), ("subject",), ("colour",), ("time",), ("place",)], 16),
              "2 attributes": (pairs, 12),
              "3 attributes": ([("style", "subject", "time"), ("subject", "colour", "time"), ("style", "place", "time"),
                                ("style", "time", "count")], 8)}
    for name, (kinds, per_kind) in groups.items():
        queries = attribute_queries(rows, kinds, per_kind, rng)
        queries = [q for q in queries if "count" not in q or "subject" in q]
        if not queries:
            continue
        scores = precision(rows, image, embed([query_text(q) for q in queries]), queries)
        result[f"precision@10, {name} ({len(queries)} queries)"] = float(scores.mean())
        for kind in kinds:
            own = [s for s, q in zip(scores, queries) if tuple(q) == kind]
            if own:
                result[f"  {' + '.join(kind)} ({len(own)})"] = float(np.mean(own))
        worst = sorted(zip(scores, map(query_text, queries)))[:5]
        print(name, "worst:", [(round(float(s), 2), t) for s, t in worst])

    close = image @ image.T
    np.fill_diagonal(close, -2)
    near = np.argsort(-close, 1)[:, :10]
    for k, attribute in enumerate(ATTRIBUTES):
        result[f"image to image, same {attribute}@10"] = float((codes[near, k] == codes[:, None, k]).mean())
    style = codes[:, 0]
    result["k-means k=8 purity, style"] = kmeans_purity(image, style, 8)
    result["k-means k=24 purity, style x time"] = kmeans_purity(image, style * 3 + codes[:, 4], 24)
    result["k-means k=24 purity, style"] = kmeans_purity(image, style, 24)
    for name, value in result.items():
        print(f"{name:48s} {value:.3f}" if isinstance(value, float) else f"{name:48s} {value}")
    Path(__file__).with_name("evaluation.json").write_text(json.dumps(result, indent=2) + "\n")


# --------------------------------------------------------------------------- reference

TEXTS = ["a photo of a red boat", "two red sailboats at night, origami style", "neon city", "Watercolour flowers in a meadow",
         "three green cats in the snow", "blueprint of a castle", "pixel art rocket under the stars", "a lone lighthouse",
         "mosaic whale", "Something PURPLE  at golden hour!", "the mayor's café, 8-bit", ""]


def reference(args, out, work):
    """What a second implementation must reproduce: ids, pixels and embeddings."""
    folder = Path(args.reference)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    tokenizer, model = load_tokenizer(out), load_model(out, work)
    rows = read_rows([args.test])
    chosen, styles = [], {}
    for r in rows:
        if styles.get(r["style"], 0) < 2 and len(chosen) < 12:
            styles[r["style"]] = styles.get(r["style"], 0) + 1
            chosen.append(r)
    pictures, texts = [], []
    for i, r in enumerate(chosen):
        name = f"{i:02d}-{r['style'].replace(' ', '-')}.png"
        small = Image.open(r["path"]).convert("RGB")
        small.thumbnail((480, 480))
        small.save(folder / name, optimize=True)
        pixels = preprocess(Image.open(folder / name))
        rgb = np.round((pixels.transpose(1, 2, 0) * STD + MEAN) * 255).astype(np.uint8)
        with torch.no_grad():
            torch_embedding = unit(Vision(model)(torch.from_numpy(pixels)[None]).numpy())[0]
        onnx_embedding = unit(run_onnx(out / "onnx" / "vision_model.onnx", [pixels[None]]))[0]
        image = Image.open(folder / name)
        pictures.append(dict(
            file=name, width=image.width, height=image.height, caption=r["caption"],
            pixels=dict(shape=[3, SIZE, SIZE], sum=float(pixels.astype(np.float64).sum()),
                        mean_absolute=float(np.abs(pixels.astype(np.float64)).mean()),
                        crc32=zlib.crc32(pixels.astype("<f4").tobytes()), crc32_rgb=zlib.crc32(rgb.tobytes()), first12=rounded(pixels.ravel()[:12])),
            cosine_torch_onnx=float(torch_embedding @ onnx_embedding),
            image_embeds_torch=rounded(torch_embedding), image_embeds_onnx=rounded(onnx_embedding)))
    for t in TEXTS:
        ids = encode(tokenizer, [t])
        with torch.no_grad():
            torch_embedding = unit(Text(model)(ids).numpy())[0]
        onnx_embedding = unit(run_onnx(out / "onnx" / "text_model.onnx", [ids.numpy()]))[0]
        texts.append(dict(text=t, input_ids=ids[0].tolist(), cosine_torch_onnx=float(torch_embedding @ onnx_embedding),
                          text_embeds_torch=rounded(torch_embedding), text_embeds_onnx=rounded(onnx_embedding)))
    similarity = [[round(float(np.dot(t["text_embeds_onnx"], p["image_embeds_onnx"])), 5) for p in pictures] for t in texts]
    note = ("Embeddings here are L2-normalised; the ONNX models' outputs are not. Each ONNX embedding was computed with a "
            "batch of one and without padding. crc32_rgb is that of the resized and cropped picture, one byte a channel, in row "
            "order; crc32 is that of (byte / 255 - mean) / std as little-endian float32 in CHW order. Both are exact only for "
            "a resize that equals Pillow's bicubic (antialiased); elsewhere compare the embeddings.")
    (folder / "reference.json").write_text(json.dumps(
        dict(note=note, pictures=pictures, texts=texts, similarity_text_by_picture=similarity), indent=1) + "\n")
    print("lowest cosine torch/onnx:", min(p["cosine_torch_onnx"] for p in pictures), min(t["cosine_torch_onnx"] for t in texts))


def rounded(values):
    return [round(float(v), 7) for v in values]


# --------------------------------------------------------------------------- command line

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["all", "tokenizer", "train", "export", "evaluate", "reference"])
    parser.add_argument("--train", nargs="+", default=["target/demo-model/train"],
                        help="folders of pictures drawn with --size 112")
    parser.add_argument("--test", default="target/demo-model/test", help="folder of held-out pictures, full size")
    parser.add_argument("--model", default="src/main/resources/demo-model", help="where the model goes")
    parser.add_argument("--reference", default="src/test/resources/demo-reference", help="where reference values go")
    parser.add_argument("--work", default="target/demo-model/work", help="checkpoint, fp32 exports, reports")
    parser.add_argument("--epochs", type=float, default=9)
    parser.add_argument("--minutes", type=float, default=0, help="train for this long instead")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--arrange", type=float, default=0, help="weight of the likeness between pictures")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint, without the classifiers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    out, work = Path(args.model), Path(args.work)
    work.mkdir(parents=True, exist_ok=True)
    if args.step in ("all", "tokenizer"):
        print("vocabulary", build_tokenizer(read_rows(args.train), out).get_vocab_size())
    for name, action in dict(train=train, export=export, evaluate=evaluate, reference=reference).items():
        if args.step in ("all", name):
            action(args, out, work)


if __name__ == "__main__":
    main()

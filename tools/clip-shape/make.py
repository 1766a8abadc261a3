"""Makes a model of the true shape of CLIP ViT-B/32, with random weights, in the layout in which such models are published
for transformers.js. It understands nothing; it takes the time and the memory of the real one.

    python make.py DIRECTORY        needs onnx, onnxruntime, tokenizers and NumPy

DIRECTORY/fp32 and DIRECTORY/q8 can each be named by sightline.embedding.model-dir. The weights depend on the seed alone.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

SEED = 20261121
LAYERS = 12
DIMENSION = 512
VISION_WIDTH, VISION_HEADS, PATCH, SIDE = 768, 12, 32, 224
TEXT_WIDTH, TEXT_HEADS, TOKENS, VOCABULARY = 512, 8, 77, 49408
START, END = VOCABULARY - 2, VOCABULARY - 1


class Graph:
    """A graph in the making: each method adds a node and answers with the name of its result."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.nodes, self.weights = [], []

    def add(self, operation, *inputs, **attributes):
        output = f"{operation.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, inputs, [output], name=output, **attributes))
        return output

    def constant(self, values, kind=np.float32):
        name = f"weight_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(values, kind), name))
        return name

    def integers(self, *values):
        return self.constant(values, np.int64)

    def normal(self, *shape, deviation=0.02):
        return self.constant(self.random.standard_normal(shape, np.float32) * deviation)

    def linear(self, x, width, out):
        product = self.add("MatMul", x, self.normal(width, out, deviation=width**-0.5))
        return self.add("Add", product, self.normal(out))

    def normalised(self, x, width):
        return self.add("LayerNormalization", x, self.constant(np.ones(width)), self.constant(np.zeros(width)), axis=-1)

    def heads(self, x, count, width, order):
        split = self.add("Reshape", x, self.integers(0, 0, count, width // count))
        return self.add("Transpose", split, perm=order)

    def attention(self, x, width, count, mask):
        scaled = self.add("Mul", self.linear(x, width, width), self.constant((width // count) ** -0.5))
        queries = self.heads(scaled, count, width, (0, 2, 1, 3))
        keys = self.heads(self.linear(x, width, width), count, width, (0, 2, 3, 1))
        values = self.heads(self.linear(x, width, width), count, width, (0, 2, 1, 3))
        scores = self.add("MatMul", queries, keys)
        weights = self.add("Softmax", self.add("Add", scores, mask) if mask else scores, axis=-1)
        mixed = self.add("Transpose", self.add("MatMul", weights, values), perm=(0, 2, 1, 3))
        return self.linear(self.add("Reshape", mixed, self.integers(0, 0, width)), width, width)

    def perceptron(self, x, width):
        hidden = self.linear(x, width, 4 * width)
        gate = self.add("Sigmoid", self.add("Mul", hidden, self.constant(1.702)))
        return self.linear(self.add("Mul", hidden, gate), 4 * width, width)

    def transformer(self, x, width, heads, mask=None):
        for _ in range(LAYERS):
            x = self.add("Add", x, self.attention(self.normalised(x, width), width, heads, mask))
            x = self.add("Add", x, self.perceptron(self.normalised(x, width), width))
        return x

    def save(self, path, given, result, output):
        self.nodes.append(helper.make_node("Identity", [result], [output]))
        answer = helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", DIMENSION])
        graph = helper.make_graph(self.nodes, path.stem, [given], [answer], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)
        onnx.save(model, path)


def vision(path):
    graph = Graph(SEED)
    kernel = graph.normal(VISION_WIDTH, 3, PATCH, PATCH)
    patches = graph.add("Conv", "pixel_values", kernel, kernel_shape=(PATCH, PATCH), strides=(PATCH, PATCH))
    flat = graph.add("Reshape", patches, graph.integers(0, VISION_WIDTH, -1))
    tokens = graph.add("Transpose", flat, perm=(0, 2, 1))
    batch = graph.add("Slice", graph.add("Shape", tokens), graph.integers(0), graph.integers(1))
    shape = graph.add("Concat", batch, graph.integers(1, VISION_WIDTH), axis=0)
    whole = graph.add("Concat", graph.add("Expand", graph.normal(1, 1, VISION_WIDTH), shape), tokens, axis=1)
    placed = graph.add("Add", whole, graph.normal((SIDE // PATCH) ** 2 + 1, VISION_WIDTH))
    states = graph.transformer(graph.normalised(placed, VISION_WIDTH), VISION_WIDTH, VISION_HEADS)
    first = graph.add("Gather", states, graph.constant(0, np.int64), axis=1)
    projection = graph.normal(VISION_WIDTH, DIMENSION, deviation=VISION_WIDTH**-0.5)
    result = graph.add("MatMul", graph.normalised(first, VISION_WIDTH), projection)
    given = helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, ["batch", 3, SIDE, SIDE])
    graph.save(path, given, result, "image_embeds")


def text(path):
    graph = Graph(SEED + 1)
    words = graph.add("Gather", graph.normal(VOCABULARY, TEXT_WIDTH), "input_ids")
    shape = graph.add("Shape", "input_ids")
    length = graph.add("Slice", shape, graph.integers(1), graph.integers(2))
    places = graph.add("Slice", graph.normal(TOKENS, TEXT_WIDTH), graph.integers(0), length, graph.integers(0))
    triangle = np.triu(np.full((TOKENS, TOKENS), np.finfo(np.float32).min), 1)
    both = graph.add("Concat", length, length, axis=0)
    mask = graph.add("Slice", graph.constant(triangle), graph.integers(0, 0), both, graph.integers(0, 1))
    states = graph.transformer(graph.add("Add", words, places), TEXT_WIDTH, TEXT_HEADS, mask)
    normal = graph.normalised(states, TEXT_WIDTH)
    # The end token has the highest id; the state at its first place is the text's.
    end = graph.add("ArgMax", "input_ids", axis=1, keepdims=1)
    pooled = graph.add("GatherND", normal, end, batch_dims=1)
    result = graph.add("MatMul", pooled, graph.normal(TEXT_WIDTH, DIMENSION, deviation=TEXT_WIDTH**-0.5))
    given = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "length"])
    graph.save(path, given, result, "text_embeds")


def tokenizer(path):
    """Bytes as tokens, with and without the end of a word, in the place of CLIP's vocabulary."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: i for i, token in enumerate(alphabet + [letter + "</w>" for letter in alphabet])}
    vocabulary |= {"<|startoftext|>": START, "<|endoftext|>": END}
    bpe = Tokenizer(models.BPE(vocabulary, [], unk_token="<|endoftext|>", end_of_word_suffix="</w>"))
    bpe.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    bpe.decoder = decoders.ByteLevel()
    bpe.add_special_tokens(["<|startoftext|>", "<|endoftext|>"])
    bpe.post_processor = processors.TemplateProcessing(
        single="<|startoftext|> $A <|endoftext|>", special_tokens=[("<|startoftext|>", START), ("<|endoftext|>", END)]
    )
    bpe.save(str(path))


def settings(directory):
    config = {
        "_name_or_path": "shape of clip-vit-base-patch32",
        "model_type": "clip",
        "projection_dim": DIMENSION,
        "text_config": {"max_position_embeddings": TOKENS},
    }
    preprocessor = {
        "do_resize": True,
        "size": {"shortest_edge": SIDE},
        "resample": 3,
        "do_center_crop": True,
        "crop_size": {"height": SIDE, "width": SIDE},
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": [0.48145466, 0.4578275, 0.40821073],
        "image_std": [0.26862954, 0.26130258, 0.27577711],
    }
    (directory / "config.json").write_text(json.dumps(config, indent=2))
    (directory / "preprocessor_config.json").write_text(json.dumps(preprocessor, indent=2))
    tokenizer(directory / "tokenizer.json")


def main(directory):
    for name in "fp32", "q8":
        (directory / name / "onnx").mkdir(parents=True, exist_ok=True)
        settings(directory / name)
    for half, make, kind in ("vision", vision, QuantType.QUInt8), ("text", text, QuantType.QInt8):
        whole = directory / "fp32" / "onnx" / f"{half}_model.onnx"
        make(whole)
        # As the published ones are: weights of 8 bits, activations rounded as they come.
        quantize_dynamic(whole, directory / "q8" / "onnx" / f"{half}_model_quantized.onnx", weight_type=kind)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

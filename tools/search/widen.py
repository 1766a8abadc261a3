"""Makes a model with vectors of 512 values out of the demo model, to measure with vectors as long as those of CLIP: each is
turned into the larger space, so that all cosines stay as they are.

    python widen.py DEMO_MODEL DIRECTORY        needs onnx and NumPy
"""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

DIMENSION = 512
SEED = 20261121


def widened(source, target, output, turn):
    model = onnx.load(source)
    graph = model.graph
    for node in graph.node:
        for place, name in enumerate(node.output):
            if name == output:
                node.output[place] = "narrow"
        for place, name in enumerate(node.input):
            if name == output:
                node.input[place] = "narrow"
    graph.initializer.append(numpy_helper.from_array(turn, "turn"))
    graph.node.append(helper.make_node("MatMul", ["narrow", "turn"], [output], name="widen"))
    for value in graph.output:
        if value.name == output:
            value.type.tensor_type.shape.dim[1].dim_value = DIMENSION
    onnx.checker.check_model(model)
    onnx.save(model, target)


def main(source, target):
    shutil.copytree(source, target, dirs_exist_ok=True)
    narrow = json.loads((source / "config.json").read_text())
    turn, _ = np.linalg.qr(np.random.default_rng(SEED).standard_normal((DIMENSION, narrow["projection_dim"])))
    turn = np.ascontiguousarray(turn.T, np.float32)
    widened(source / "onnx/text_model.onnx", target / "onnx/text_model.onnx", "text_embeds", turn)
    widened(source / "onnx/vision_model.onnx", target / "onnx/vision_model.onnx", "image_embeds", turn)
    narrow["projection_dim"] = DIMENSION
    (target / "config.json").write_text(json.dumps(narrow, indent=2))


main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Makes the graphs of GraphsTest: as small as they can be, each with one thing that the models in use here do not have.

    pip install onnx numpy && python make.py
"""
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = Path(__file__).parent


def save(name, nodes, inputs, output, initialisers=(), **how):
    graph = helper.make_graph(nodes, name, inputs, [output], list(initialisers))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="sightline")
    onnx.checker.check_model(model)
    onnx.save_model(model, str(FOLDER / f"{name}.onnx"), **how)


def ids(name):
    return helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "sequence"])


def embedding(name, kind, dimension):
    return helper.make_tensor_value_info(name, kind, ["batch", dimension])


# Asks for the attention mask, and gives (number of tokens, 1).
save(
    "masked-text",
    [
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("ReduceSum", ["mask", "axis"], ["tokens"], keepdims=1),
        helper.make_node("Div", ["tokens", "tokens"], ["one"]),
        helper.make_node("Concat", ["tokens", "one"], ["pooler_output"], axis=1),
    ],
    [ids("input_ids"), ids("attention_mask")],
    embedding("pooler_output", TensorProto.FLOAT, 2),
    [numpy_helper.from_array(np.array([1], np.int64), "axis")],
)

# Looks tokens up in weights that lie in a file beside the graph, and adds them.
save(
    "external-text",
    [
        helper.make_node("Mod", ["input_ids", "rows"], ["row"]),
        helper.make_node("Gather", ["weights", "row"], ["found"]),
        helper.make_node("ReduceSum", ["found", "axis"], ["text_embeds"], keepdims=0),
    ],
    [ids("input_ids")],
    embedding("text_embeds", TensorProto.FLOAT, 2),
    [
        numpy_helper.from_array(np.array([64], np.int64), "rows"),
        numpy_helper.from_array(np.array([1], np.int64), "axis"),
        numpy_helper.from_array(np.tile(np.array([3, 4], np.float32), (64, 1)), "weights"),
    ],
    save_as_external_data=True,
    location="text_model.onnx_data",
    size_threshold=256,
    convert_attribute=False,
)

# Takes and gives half precision: the mean of each channel.
save(
    "half-vision",
    [helper.make_node("ReduceMean", ["pixel_values"], ["image_embeds"], axes=[2, 3], keepdims=0)],
    [helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT16, ["batch", 3, 96, 96])],
    embedding("image_embeds", TensorProto.FLOAT16, 3),
)

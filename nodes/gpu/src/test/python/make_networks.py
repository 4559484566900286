"""Makes the small ONNX networks whose answers the tests compute by hand.

    /usr/bin/python3 src/test/python/make_networks.py src/test/resources/networks

Needs the package onnx. The files are committed; run this again only to change them.
"""
import pathlib
import sys

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper


def save(folder, name, nodes, inputs, outputs, weights, conf):
    initializers = [numpy_helper.from_array(value, key) for key, value in weights.items()]
    graph = helper.make_graph(nodes, name, inputs, outputs, initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], producer_name="throng")
    model.ir_version = 8
    checker.check_model(model, full_check=True)
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    (target / "model.onnx").write_bytes(model.SerializeToString())
    (target / "model.conf").write_text(conf)


def planes(folder):
    """float32 N x 3 x H x W; a cell is the weighted sum of its 8 x 8 pixels, times 100."""
    weights = np.zeros((1, 3, 8, 8), np.float32)
    for channel in range(3):
        for row in range(8):
            for column in range(8):
                weights[0, channel, row, column] = (1 + channel) * (1 + row + 2 * column) / 1024
    save(
        folder,
        "planes",
        [helper.make_node("Conv", ["pixels", "weights", "bias"], ["people"], kernel_shape=[8, 8], strides=[8, 8])],
        [helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 3, "h", "w"])],
        [helper.make_tensor_value_info("people", TensorProto.FLOAT, ["n", 1, "r", "c"])],
        {"weights": weights, "bias": np.array([0.5], np.float32)},
        'name = planes\nversion = "3"\nmax-batch = 16\n'
        "input {\n  name = pixels\n  layout = NCHW\n  type = float32\n  colour = BGR\n"
        "  mean = [103.53, 116.28, 123.675]\n  deviation = [57.375, 57.12, 58.395]\n"
        "  multiple = 8\n  largest-side = 4096\n}\n"
        "output {\n  name = people\n  divisor = 100\n}\n",
    )


def neighbours(folder):
    """uint8 N x H x W x 3; a cell sees 8 pixels beyond its own 8 x 8, so that tiles must overlap."""
    around = np.ones((1, 3, 3, 3), np.float32) / 27
    cell = np.ones((1, 1, 8, 8), np.float32) / 6400
    save(
        folder,
        "neighbours",
        [
            helper.make_node("Cast", ["image"], ["float"], to=TensorProto.FLOAT),
            helper.make_node("Transpose", ["float"], ["planes"], perm=[0, 3, 1, 2]),
            helper.make_node("Mul", ["planes", "scale"], ["unit"]),
            helper.make_node(
                "Conv", ["unit", "around"], ["blurred"], kernel_shape=[3, 3], dilations=[8, 8], pads=[8, 8, 8, 8]
            ),
            helper.make_node("Conv", ["blurred", "cell"], ["density"], kernel_shape=[8, 8], strides=[8, 8]),
        ],
        [helper.make_tensor_value_info("image", TensorProto.UINT8, ["n", "h", "w", 3])],
        [helper.make_tensor_value_info("density", TensorProto.FLOAT, ["n", 1, "r", "c"])],
        {"scale": np.array(1 / 255, np.float32), "around": around, "cell": cell},
        'name = neighbours\nversion = "1"\nmax-batch = 8\n'
        "input {\n  name = image\n  layout = NHWC\n  type = uint8\n  colour = RGB\n"
        "  multiple = 16\n  largest-side = 1024\n  overlap = 64\n}\n"
        "output {\n  name = density\n}\n",
    )


if __name__ == "__main__":
    out = pathlib.Path(sys.argv[1])
    planes(out)
    neighbours(out)

"""Makes the fixtures that hold this app to Keras: src/engine/fixtures/keras-paper.json and keras-augment.json.

    python -m venv .cache/keras && .cache/keras/bin/pip install tensorflow-cpu pillow scipy
    .cache/keras/bin/python scripts/keras_fixtures.py

Only whoever makes the fixtures anew needs Keras; the tests read the JSON files. Weights, films and pictures come from
closed formulas in whole numbers, the same as in src/engine/fixtures/formula.ts, so that nothing large is stored.
"""

import base64
import io
import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["TF_DETERMINISTIC_OPS"] = "1"

import keras
import numpy as np
import PIL
import scipy
import tensorflow as tf
from PIL import Image

OUT = pathlib.Path(__file__).resolve().parent.parent / "src" / "engine" / "fixtures"
SAMPLES_PER_TENSOR = 2000
STEPS = 3
FILMS = 4


# --- the closed formulas (see formula.ts for the same in TypeScript) ---


def noise(index, stream):
    """Well-mixed 32 bits for each whole number in `index` (murmur3's finaliser)."""
    mask = np.uint64(0xFFFFFFFF)
    x = (np.asarray(index, np.uint64) * np.uint64(0x9E3779B9) + np.uint64(stream) * np.uint64(0x85EBCA6B)) & mask
    x ^= x >> np.uint64(16)
    x = (x * np.uint64(0x85EBCA6B)) & mask
    x ^= x >> np.uint64(13)
    x = (x * np.uint64(0xC2B2AE35)) & mask
    return x ^ (x >> np.uint64(16))


def formula_weights(shape, stream, limit):
    """Float32 weights, uniform in ±limit: limit × (noise / 2^31 - 1)."""
    uniform = noise(np.arange(np.prod(shape)), stream).astype(np.float64) / 2**31 - 1
    return (limit * uniform).astype(np.float32).reshape(shape)


def triangle(n, half_period):
    """A triangle wave from 0 to 255 in whole numbers."""
    return np.abs(n % (2 * half_period) - half_period) * 255 // half_period


def formula_picture(width, height, channels, stream):
    """Bytes [height, width, channels]: two slanted waves and a little noise; smooth enough to be resampled."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    slanted = triangle(2 * x + y + 7 * stream + 5 * c, 29 + stream)
    across = triangle(3 * y + 1000 - x + 11 * stream, 41 + 2 * stream)
    grain = (noise((y * width + x) * channels + c, 100 + stream) & np.uint64(255)).astype(np.int64)
    return ((6 * slanted + 7 * across + 3 * grain) >> 4).astype(np.uint8)


# --- the paper's network ---

TENSORS = [
    # name, shape, half-width of the uniform weights: Glorot's for kernels, 0.05 for biases (Keras starts them at zero)
    ("conv1/kernel", (3, 3, 3, 32), (6 / (27 + 288)) ** 0.5),
    ("conv1/bias", (32,), 0.05),
    ("conv2/kernel", (3, 3, 32, 64), (6 / (288 + 576)) ** 0.5),
    ("conv2/bias", (64,), 0.05),
    ("dense1/kernel", (12544, 64), (6 / (12544 + 64)) ** 0.5),
    ("dense1/bias", (64,), 0.05),
    ("dense2/kernel", (64, 10), (6 / (64 + 10)) ** 0.5),
    ("dense2/bias", (10,), 0.05),
]


def paper_network():
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((64, 64, 3)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10),
        ]
    )
    model.set_weights([formula_weights(shape, stream, limit) for stream, (_, shape, limit) in enumerate(TENSORS)])
    return model


def films():
    pictures = np.stack([formula_picture(64, 64, 3, film) for film in range(FILMS)])
    scaled = pictures.astype(np.float32) * np.float32(1 / 255)
    return scaled, np.array([0, 1, 1, 0], np.int32)


def train(float_type):
    """Logits, loss, gradient norms and the weights after three Adam steps, reckoned in `float_type`."""
    keras.config.set_floatx(float_type)
    keras.config.set_dtype_policy(float_type)
    model = paper_network()
    optimiser = keras.optimizers.Adam(learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    x, y = films()
    x = tf.constant(x, float_type)
    result = {"losses": []}
    for step in range(STEPS):
        with tf.GradientTape() as tape:
            logits = model(x, training=True)
            loss = cross_entropy(y, logits)
        variables = [v.value for v in model.trainable_variables]
        gradients = tape.gradient(loss, variables)
        if step == 0:
            result["logits"] = logits.numpy()
            result["norms"] = [float(np.linalg.norm(g.numpy().astype(np.float64))) for g in gradients]
        result["losses"].append(float(loss))
        optimiser.apply(gradients, model.trainable_variables)
    result["weights"] = [np.asarray(w) for w in model.get_weights()]
    keras.config.set_floatx("float32")
    keras.config.set_dtype_policy("float32")
    return result


def sample_stride(size):
    """Every stride-th weight is kept; odd, so that it runs through all filters."""
    stride = max(1, size // SAMPLES_PER_TENSOR)
    return stride if stride % 2 else stride + 1


def rms(a, b):
    difference = np.concatenate([(x.astype(np.float64) - y.astype(np.float64)).ravel() for x, y in zip(a, b)])
    return float(np.sqrt(np.mean(difference**2)))


def adam_on_constants():
    """Three steps on single weights with constant small gradients: here Adam's two known forms part."""
    gradients = np.array([5e-5, 1e-5, 1e-6], np.float32)
    weights = keras.Variable(np.zeros(3, np.float32))
    optimiser = keras.optimizers.Adam(learning_rate=0.001, epsilon=1e-7)
    for _ in range(STEPS):
        optimiser.apply([tf.constant(gradients)], [weights])
    return {"gradients": gradients.tolist(), "weights": np.asarray(weights).astype(float).tolist()}


def paper_fixture():
    single, double = train("float32"), train("float64")
    tensors = []
    for (name, shape, limit), norm, weights in zip(TENSORS, single["norms"], single["weights"]):
        stride = sample_stride(weights.size)
        kept = weights.ravel()[::stride]
        tensors.append(
            {"name": name, "shape": shape, "limit": limit, "gradientNorm": norm, "stride": stride}
            | {"weights": encode(kept.astype("<f4"))}
        )
    print("Keras in float32 against float64: RMS of weights", rms(single["weights"], double["weights"]))
    return {
        "about": about(),
        "films": FILMS,
        "labels": films()[1].tolist(),
        "logits": single["logits"].astype(float).round(7).tolist(),
        "losses": single["losses"],
        "float64": {
            "losses": double["losses"],
            "logitsDifference": float(np.abs(single["logits"] - double["logits"]).max()),
            "weightsRms": rms(single["weights"], double["weights"]),
        },
        "steps": STEPS,
        "tensors": tensors,
        "adam": adam_on_constants(),
    }


# --- augmentation and resizing ---

DRAWS = [
    # width, height, channels, picture, draw
    (64, 64, 1, 0, {"shear": 0.2, "zx": 0.8, "zy": 1.2}),
    (64, 64, 1, 1, {"shear": -0.13, "zx": 1.17, "zy": 0.91, "flip_horizontal": True}),
    (64, 64, 1, 2, {"zx": 1.2, "zy": 1.2}),
    (64, 64, 1, 3, {"zx": 0.8, "zy": 0.8, "flip_horizontal": True}),
    (64, 64, 1, 4, {"shear": 20.0}),
    (64, 64, 1, 5, {"theta": 10.0}),
    (64, 64, 1, 6, {"theta": -7.5, "shear": 9.0, "zx": 1.1, "zy": 0.85, "flip_horizontal": True}),
    (64, 64, 1, 7, {"flip_horizontal": True}),
    (32, 32, 3, 8, {"theta": 4.0, "shear": 0.2, "zx": 0.93, "zy": 1.08}),
    (56, 40, 1, 9, {"theta": 12.0, "shear": 5.0, "zx": 0.9, "zy": 1.15}),
]

SIZES = [(97, 61), (734, 307), (224, 224), (50, 40), (33, 130)]


def augment_fixture():
    generator = keras.src.legacy.preprocessing.image.ImageDataGenerator(fill_mode="nearest")
    cases = []
    for width, height, channels, picture, draw in DRAWS:
        pixels = formula_picture(width, height, channels, picture).astype(np.float32)
        result = generator.apply_transform(pixels, draw)
        fixed_point = np.rint(result * 256).astype("<u2")
        cases.append(
            {"width": width, "height": height, "channels": channels, "picture": picture}
            | {"thetaDegrees": draw.get("theta", 0), "shearDegrees": draw.get("shear", 0)}
            | {"zx": draw.get("zx", 1), "zy": draw.get("zy", 1), "flip": draw.get("flip_horizontal", False)}
            | {"pixels256": encode(fixed_point)}
        )
    return {"about": about(), "transforms": cases, "resizes": [resize_case(*size) for size in SIZES]}


def resize_case(width, height):
    """What Keras' own loader makes of a file: PIL's nearest neighbour."""
    stream = width % 16
    source = Image.fromarray(formula_picture(width, height, 1, stream)[:, :, 0])
    file = io.BytesIO()
    source.save(file, "PNG")
    file.seek(0)
    loaded = keras.utils.load_img(file, color_mode="grayscale", target_size=(64, 64), interpolation="nearest")
    resized = np.asarray(source.resize((64, 64), Image.Resampling.NEAREST))
    assert np.array_equal(np.asarray(loaded), resized)
    return {"width": width, "height": height, "picture": stream, "to": 64, "pixels": encode(resized)}


def encode(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")


def about():
    versions = f"Keras {keras.__version__}, TensorFlow {tf.__version__}, SciPy {scipy.__version__}, Pillow {PIL.__version__}"
    return f"Made by scripts/keras_fixtures.py with {versions}."


def write(name, fixture):
    path = OUT / name
    rows = [f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in fixture.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    print(path.name, path.stat().st_size // 1024, "KiB")


if __name__ == "__main__":
    write("keras-augment.json", augment_fixture())
    write("keras-paper.json", paper_fixture())

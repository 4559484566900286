#!/usr/bin/env python3
"""Writes an int8 form of a model: `quantise.py MODEL-FOLDER NEW-FOLDER PART...` (the parts it was trained on)."""

import re
import sys
from pathlib import Path


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    import numpy as np
    from throng_training import data, export, quantise, synthetic
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    photographs = [photograph for part in sys.argv[3:] for photograph in data.read_part(part, False)[::10]]
    random = np.random.default_rng(7)
    drawn = [synthetic.test_scene(random, int(random.integers(5, 60)))[0] for _ in range(3)]
    target.mkdir(parents=True, exist_ok=True)
    pictures = quantise.calibration(photographs, drawn)
    network = quantise.quantise(source / 'model.onnx', target / 'model.onnx', pictures)
    version = re.search('version = "(.*)"', (source / 'model.conf').read_text())[1]
    export.write_conf(target, version, network)
    export.write_golden(network, target / 'golden', '2 % of the people counted in all of them')
    print(f'{target}: {(target / "model.onnx").stat().st_size / 2 ** 20:.2f} MiB, from {len(pictures)} pictures')


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""Writes an int8 form of a model: `quantise.py MODEL-FOLDER NEW-FOLDER PART...` (the parts it was trained on)."""

import re
import sys
from pathlib import Path


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    from throng_training import data, evaluate, export, quantise
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    pictures = []
    for part in sys.argv[3:]:
        chosen = data.read_part(part, False)[::28]
        pictures += [evaluate.fit(p.picture) for p in chosen]
        pictures += [evaluate.fit(p.picture, (640, 480)) for p in chosen[::2]]
    target.mkdir(parents=True, exist_ok=True)
    left = quantise.quantise(source / 'model.onnx', target / 'model.onnx', pictures)
    version = re.search('version = "(.*)"', (source / 'model.conf').read_text())[1]
    (target / 'model.conf').write_text(export.CONF.format(name=target.name, version=version))
    print(f'{len(pictures)} pictures; rounding left {left:.3f} of the count, which is undone')


if __name__ == '__main__':
    main()

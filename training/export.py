#!/usr/bin/env python3
"""Exports a run's averaged weights as they are now: `export.py RUN MODEL-FOLDER [VERSION]`."""

import sys
from pathlib import Path


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    import torch
    from throng_training import export
    saved = torch.load(Path(sys.argv[1]) / 'checkpoint.pt', map_location='cpu')
    print(f"step {saved['step']} of {saved['settings']['steps']}")
    export.export(saved['average'], saved['settings'], sys.argv[2], *sys.argv[3:])


if __name__ == '__main__':
    main()

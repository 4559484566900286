#!/usr/bin/env python3
"""Exports a network's averaged weights as a run last kept them: `export.py RUN/NAME.pt MODEL-FOLDER [VERSION]`."""

import sys


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    import torch
    from throng_training import export
    saved = torch.load(sys.argv[1], map_location='cpu')
    print(f"step {saved['step']}")
    export.export(saved['average'], saved['shape'], *sys.argv[2:])


if __name__ == '__main__':
    main()

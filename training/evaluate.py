#!/usr/bin/env python3
"""Measures a model on the held-out photographs, under every degradation, and prints the tables of a model card.

    evaluate.py --model ../models/crowd-s --part DATA/part_A --part DATA/part_B [--quick] [--json FILE]
"""

import argparse
import json
from pathlib import Path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--model', required=True)
    parser.add_argument('--part', action='append', default=[])
    parser.add_argument('--quick', action='store_true', help='full size and 640 x 480 only, in bfloat16')
    parser.add_argument('--video', help='a video: the mean count of its frames, and that of every 40th from the 20th on')
    parser.add_argument('--synthetic', type=int, default=0, help='so many scenes as the test camera draws them')
    parser.add_argument('--json', help='a file for every single count')
    arguments = parser.parse_args()

    import numpy as np
    import torch
    from throng_training import data, evaluate, export, synthetic
    torch.set_num_threads(1)
    count = evaluate.torch_counter(export.load(Path(arguments.model) / 'model.onnx'), arguments.quick)
    kept = {}
    if arguments.video:
        found = [count(evaluate.fit(frame)) for frame in data.frames(arguments.video)]
        some = found[20::40]
        print(f'{Path(arguments.video).name}: mean count {sum(found) / len(found):.2f} in {len(found)} frames, '
              f'{sum(some) / len(some):.2f} in frames 20, 60, ...: ' + ' '.join(f'{c:.1f}' for c in some))
        kept[Path(arguments.video).name] = found
    if arguments.synthetic:
        random = np.random.default_rng(100)
        scenes = [synthetic.test_scene(random, int(random.integers(5, 80))) for _ in range(arguments.synthetic)]
        for label, size in (('1280 x 720', (1280, 736)), ('640 x 360', (640, 352))):
            found = [count(evaluate.fit(picture, size)) for picture, _ in scenes]
            e = evaluate.figures(found, [len(heads) for _, heads in scenes])
            print(f"test camera at {label}: MAE {e['mae']:.2f}, bias {e['bias']:+.2f}, relative error {e['relative'] * 100:.1f} %")
    if not arguments.part:
        return
    print('| part | pictures as | MAE | RMSE | bias | relative error |\n| --- | --- | --- | --- | --- | --- |')
    for path in arguments.part:
        name, photographs = Path(path).name, data.read_part(path, True)
        truth = [len(p.heads) for p in photographs]
        for label, size, change in evaluate.DEGRADATIONS[:2 if arguments.quick else None]:
            found = evaluate.counts(count, photographs, size, change)
            kept[f'{name}, {label}'] = {p.name: [t, round(c, 2)] for p, t, c in zip(photographs, truth, found)}
            e = evaluate.figures(found, truth)
            print(f"| {name} | {label} | {e['mae']:.2f} | {e['rmse']:.2f} | {e['bias']:+.2f} | {e['relative'] * 100:.1f} % |", flush=True)
    print('\n| part | heads in the picture | pictures | MAE | RMSE | bias | relative error |\n| --- | --- | --- | --- | --- | --- | --- |')
    for path in arguments.part:
        name = Path(path).name
        rows = kept[f'{name}, full size'].values()
        for low, high in ((0, 50), (50, 100), (100, 200), (200, 500), (500, 1000), (1000, 10000)):
            chosen = [(t, c) for t, c in rows if low <= t < high]
            if chosen:
                e = evaluate.figures([c for _, c in chosen], [t for t, _ in chosen])
                print(f"| {name} | {low} to {high - 1} | {e['pictures']} | {e['mae']:.2f} | {e['rmse']:.2f} | {e['bias']:+.2f} | {e['relative'] * 100:.1f} % |")
        worst = sorted(kept[f'{name}, full size'].items(), key=lambda i: -abs(i[1][0] - i[1][1]))[:8]
        print(f'\nFarthest off in {name}: ' + '; '.join(f'{n} ({t} heads, counted {c:.0f})' for n, (t, c) in worst) + '\n')
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(kept))


if __name__ == '__main__':
    main()

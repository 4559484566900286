#!/usr/bin/env python3
"""From folders of photographs to an ONNX file, in one command.

    train.py --part DATA/part_A --part DATA/part_B --trunk mobilenet_v2_coco_features.pth --out runs/first --model ../models/mine

The same command again goes on from the run's last checkpoint. With --network given several times, the networks learn side
by side from the same pictures, and the first one's maps teach the others.
"""

import argparse
import datetime
import os
import sys
import time
import tomllib
from pathlib import Path


# glibc gives large blocks back to the system at once and fetches them anew at every step, which costs a third of the
# time; these settings must be there when the process starts.
KEEP_MEMORY = {'MALLOC_MMAP_THRESHOLD_': '1073741824', 'MALLOC_TRIM_THRESHOLD_': '4294967296', 'MALLOC_TOP_PAD_': '67108864'}


def time_of_day(text):
    """Seconds since the epoch when it is next that time."""
    hour, minute = (int(part) for part in text.split(':'))
    now = datetime.datetime.now()
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (then if then > now else then + datetime.timedelta(days=1)).timestamp()


def main():
    if sys.platform == 'linux' and 'MALLOC_TRIM_THRESHOLD_' not in os.environ:
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **KEEP_MEMORY})
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--part', action='append', required=True, help='a folder of photographs: images/ and heads/ (may be given again)')
    parser.add_argument('--out', required=True, help="the run's folder: checkpoints, curve.png, history.json")
    parser.add_argument('--network', action='append', help='a name under [networks] in the settings (may be given again); default: crowd-s')
    parser.add_argument('--model', help='the folder into which the model is exported at the end; of several networks, each into a folder in it')
    parser.add_argument('--trunk', help='pretrained weights of the trunk')
    parser.add_argument('--from', dest='start', help='a model folder to go on from: the same shape goes on, others take over what they can')
    parser.add_argument('--teacher', help='a model folder whose maps teach, besides the heads; default: the first network teaches the others')
    parser.add_argument('--settings', default=str(Path(__file__).parent / 'settings.toml'))
    parser.add_argument('--steps', type=int, help='in place of the settings\' number of steps')
    parser.add_argument('--until', help='a time of day, 08:30, at which the run is to be at its end, however many steps that are')
    parser.add_argument('--minutes', type=float, help='so many minutes from now, in place of a number of steps')
    parser.add_argument('--device', help='cpu, cuda; default: cuda where there is one')
    parser.add_argument('--pause-file', help='while a file of this name exists the training waits')
    arguments = parser.parse_args()

    from throng_training import export, train
    with open(arguments.settings, 'rb') as file:
        settings = tomllib.load(file)
    if arguments.steps:
        settings['steps'] = arguments.steps
    names = arguments.network or ['crowd-s']
    unknown = [name for name in names if name not in settings['networks']]
    if unknown:
        sys.exit(f'{unknown[0]} is no network of {arguments.settings}; there are {", ".join(settings["networks"])}')
    other = export.load(Path(arguments.start) / 'model.onnx') if arguments.start else None
    teacher = export.load(Path(arguments.teacher) / 'model.onnx') if arguments.teacher else None
    until = time.time() + arguments.minutes * 60 if arguments.minutes else time_of_day(arguments.until) if arguments.until else None
    weights = train.train(arguments.part, arguments.out, settings, names, arguments.trunk, other, arguments.pause_file,
                          arguments.device, until, teacher)
    if weights is None:
        sys.exit('stopped; the same command goes on from here')
    if arguments.model:
        for name, found in weights.items():
            folder = Path(arguments.model) / name if len(names) > 1 else Path(arguments.model)
            export.export(found, settings['networks'][name]['shape'], folder)


if __name__ == '__main__':
    main()

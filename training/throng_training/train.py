"""The training loop: one or several networks learn from the same batches, until a number of steps or the clock ends it."""

import json
import math
import os
import signal
import time
from pathlib import Path

import cv2
import torch

from . import data, evaluate
from .learner import Learner
from .network import computes_in_halves
from .plot import plot
from .seats import Seats
from .supply import Supply


def progress(line):
    print(time.strftime('%H:%M:%S'), line, flush=True)


def rate(step, done, settings):
    """The learning rate's share of its peak when a part `done` of the run lies behind."""
    warm = min(1.0, (step + 1) / settings['warm-up'])
    return warm * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


def shares(mix, folders):
    """How often a crop comes from where: other folders than the settings' share the photographs' part evenly."""
    drawn = {k: v for k, v in mix.items() if k in ('synthetic', 'empty')}
    if not set(mix) & set(folders):
        return {**{name: (1 - sum(drawn.values())) / len(folders) for name in folders}, **drawn}
    return {k: v for k, v in mix.items() if k in folders or k in drawn}


def validate(network, held, full=False):
    """Errors on the held-out photographs; the quick form takes part B at 640 x 480 and every second of the others."""
    count = evaluate.torch_counter(network, quick=not torch.cuda.is_available())
    result = {}
    for part, photographs in held.items():
        small = part == 'part_B' and not full
        chosen = photographs if full or small else photographs[::2]
        size = evaluate.bounded((640, 480)) if small else evaluate.native
        found = evaluate.counts(count, chosen, size)
        error = evaluate.figures(found, [len(p.heads) for p in chosen])
        result[part + (' at 640 x 480' if small else '')] = error
    return result


def save(path, content):
    torch.save(content, str(path) + '.new')
    os.replace(str(path) + '.new', path)


class Run:
    """Networks that learn side by side from the same batches, kept in a folder from which the same command goes on."""

    def __init__(self, parts, out, settings, names, trunk=None, other=None, device=None, teacher=None):
        self.out, self.settings = Path(out), settings
        self.out.mkdir(parents=True, exist_ok=True)
        self.device = torch.device(device or ('cuda' if torch.backends.cuda.is_built() and torch.cuda.device_count() else 'cpu'))
        torch.manual_seed(settings['seed'])
        # Threads of OpenCV's own would be missing in the processes that are forked from this one, and waited for.
        cv2.setNumThreads(0)
        training = {Path(p).name: data.read_part(p, False) for p in parts}
        self.held = {Path(p).name: data.read_part(p, True) for p in parts}
        for name in training:
            progress(f'{name}: {len(training[name])} photographs to train on, {len(self.held[name])} held out')
        settings['mix'] = shares(settings['mix'], training)
        self.step, self.done, self.seconds = 0, 0.0, 0.0
        saved = self.kept()
        run, cuda = settings['run'], self.device.type == 'cuda'
        mixer = data.Mixer(training, settings, settings['seed'], run['pixels-gpu' if cuda else 'pixels'])
        # Processes are forked before anything touches the GPU.
        self.supply = Supply(mixer, self.step, max(1, (os.cpu_count() or 2) - 2) if cuda else 1)
        self.learners = [Learner(name, settings, self.device, trunk, other) for name in names]
        for learner in self.learners:
            if saved:
                learner.restore(saved[learner.name])
            progress(f'{learner}, on {self.device}')
        self.teacher = teacher and teacher.to(self.device, memory_format=torch.channels_last).eval()
        if not cuda:
            torch.set_num_threads(run['threads'])
        self.seats = Seats(run['threads'], 0 if cuda else run['threads-when-idle'])

    def kept(self):
        """What the folder holds of each network, if it holds anything; sets how far the run has come."""
        checkpoint = self.out / 'checkpoint.pt'
        if not checkpoint.is_file():
            return None
        saved = torch.load(checkpoint, map_location='cpu')
        self.step, self.done, self.seconds = saved['step'], saved['done'], saved['seconds']
        progress(f'goes on from step {self.step}')
        return saved['learners']

    def keep(self):
        save(self.out / 'checkpoint.pt', {'step': self.step, 'done': self.done, 'seconds': self.seconds, 'settings': self.settings,
                                         'learners': {learner.name: learner.state() for learner in self.learners}})
        for learner in self.learners:
            save(self.out / f'{learner.name}.pt', {'step': self.step, 'shape': learner.settings['shape'], 'average': learner.average.values})
        histories = {learner.name: learner.history for learner in self.learners}
        (self.out / 'history.json').write_text(json.dumps(histories))
        plot(self.out / 'curve.png', histories)

    def warm(self):
        """On a GPU: finds each network's faster form of memory."""
        x, grid = self.supply.next(self.device)
        for learner in self.learners:
            took = learner.choose_form(x, grid)
            progress(f'{learner.name}: a step of {tuple(x.shape)} takes ' + ', '.join(f'{form}: {s * 1e3:.1f} ms' for form, s in took.items()))
            learner.optimiser.zero_grad()

    def take_step(self, x, grid):
        """One step of every network; the teacher's density, or the first one's once it has learned something, teaches the others."""
        share = rate(self.step, self.done, self.settings)
        begins = self.done > self.settings['imitate-from']
        density, learned = self.teacher_density(x) if begins else None, []
        for learner in self.learners:
            if learner.failure:
                continue
            try:
                own = learner.learn(x, grid, share, density)
                learned.append(learner)
                if begins and density is None:
                    density = own
            except RuntimeError as error:
                learner.failure = str(error)
                progress(f'{learner.name} failed at step {self.step} and learns no more: {error}')
        self.step += 1
        if learned:
            told = torch.stack([learner.pending for learner in learned]).tolist()
            for learner, values in zip(learned, told):
                learner.settle(values, self.step)
        return bool(learned)

    def teacher_density(self, x):
        """What the teacher sees; None where there is none."""
        if self.teacher is None:
            return None
        with torch.no_grad(), torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=computes_in_halves(self.device)):
            return self.teacher(x).float()

    def log(self, pace, waited, left):
        for learner in self.learners:
            loss, count, norm = learner.means(self.step)
            progress(f'{learner.name} step {self.step} ({self.done * 100:.1f} %) loss {loss:.2f} count error {count:.2f} norm {norm:.1f}')
        progress(f'rate {rate(self.step, self.done, self.settings):.3f} | {torch.get_num_threads()} threads, {1 / pace:.2f} steps/s, '
                 f'waited {waited:.0f} s for batches, {int(left / 3600)} h {int(left / 60 % 60):02d} min left')

    def judge(self, full=False):
        """Validates every network's average and keeps all."""
        benchmark, torch.backends.cudnn.benchmark = torch.backends.cudnn.benchmark, False
        for learner in self.learners:
            result = validate(learner.averaged(), self.held, full)
            learner.history['validation'].append({'step': self.step, 'minutes': self.seconds / 60,
                                                  **{k: v['mae'] for k, v in result.items()}})
            progress(f'{learner.name} validation ' + ', '.join(f"{k}: {v['mae']:.2f} (bias {v['bias']:+.2f}, RMSE {v['rmse']:.1f})"
                                                               for k, v in result.items()))
        torch.backends.cudnn.benchmark = benchmark
        self.keep()

    def advance(self, until, ticked):
        """Moves `done` on: with the steps, or evenly in time from where it stands to 1 at `until`."""
        now = time.time()
        if until:
            self.done += (1 - self.done) * min(1.0, (now - ticked) / max(until - ticked, 1e-3))
        else:
            self.done = self.step / self.settings['steps']
        return now

    def go(self, until=None, pause_file=None):
        """Trains to the end; false if it was told to stop or every network has failed."""
        told = []
        handlers = [(number, signal.signal(number, lambda *_: told.append(True))) for number in (signal.SIGTERM, signal.SIGINT)]
        try:
            if self.device.type == 'cuda':
                torch.backends.cudnn.benchmark = self.settings['run']['search']
                self.warm()
            return self.loop(until, pause_file, told)
        finally:
            self.keep()
            for number, handler in handlers:
                signal.signal(number, handler)
            self.supply.close()

    def loop(self, until, pause_file, told):
        run = self.settings['run']
        if not until:
            self.done = self.step / self.settings['steps']
        kept = judged = logged = time.monotonic()
        waited, ticked, first = 0.0, time.time(), self.step
        own = [os.getpid(), *(process.pid for process in self.supply.processes)]
        while self.done < 1 and not told:
            began = time.monotonic()
            while pause_file and os.path.exists(pause_file) and not told:
                time.sleep(1)
                began = time.monotonic()
            self.seats.choose(own)
            x, grid = self.supply.next(self.device)
            waited += time.monotonic() - began
            if not self.take_step(x, grid):
                return False
            ticked = self.advance(until, ticked)
            now = time.monotonic()
            self.seconds += now - began
            if self.step % run['log-steps'] == 0:
                pace = (now - logged) / max(1, min(run['log-steps'], self.step - first))
                logged = now
                self.log(pace, waited, until - time.time() if until else (self.settings['steps'] - self.step) * pace)
            if now - judged > run['validate-minutes'] * 60:
                self.judge()
                kept = judged = time.monotonic()
            elif now - kept > run['checkpoint-minutes'] * 60:
                self.keep()
                kept = now
        if not told:
            self.judge(full=True)
        return not told


def train(parts, out, settings, names, trunk=None, other=None, pause_file=None, device=None, until=None, teacher=None):
    """Trains and returns each network's averaged weights; `until`: seconds since the epoch at which the run is at its end.

    `teacher`: a network whose maps teach all of them; without it the first one teaches the others.
    """
    run = Run(parts, out, settings, names, trunk, other, device, teacher)
    if not run.go(until, pause_file):
        return None
    return {learner.name: learner.average.values for learner in run.learners if not learner.failure}

"""Trains a network: from photographs to a run folder with checkpoints, a plot, and at its end an exported model."""

import json
import math
import multiprocessing
import os
import queue
import signal
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from . import data, evaluate, loss
from .network import Crowd, load_trunk, parameters


def progress(line):
    print(time.strftime('%H:%M:%S'), line, flush=True)


def supply(mixer, start, batches, seat):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(0)
    number = start
    while os.getppid() == seat:
        batch = mixer.batch(number)
        while os.getppid() == seat:
            try:
                batches.put((number, *batch), timeout=5)
                break
            except queue.Full:
                pass
        number += 1


def rate(step, done, settings):
    """The learning rate's share of its peak when a part `done` of the run lies behind."""
    warm = min(1.0, (step + 1) / settings['warm-up'])
    return warm * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


class Seats:
    """How many threads to compute with: one more than usual while nobody else wants the machine's cores."""

    def __init__(self, usual, idle):
        self.usual, self.idle, self.last = usual, idle, None

    @staticmethod
    def busy():
        """Seconds that all cores together have been busy."""
        with open('/proc/stat') as file:
            user, nice, system, *_ = (int(v) for v in file.readline().split()[1:])
        return (user + nice + system) / os.sysconf('SC_CLK_TCK')

    def choose(self, own):
        if self.idle <= self.usual or not os.path.exists('/proc/stat'):
            return
        now = (time.monotonic(), self.busy(), own)
        if self.last is not None and now[0] - self.last[0] < 8:
            return
        if self.last is not None:
            others = ((now[1] - self.last[1]) - (own - self.last[2])) / (now[0] - self.last[0])
            torch.set_num_threads(self.idle if others < 0.3 else self.usual)
        self.last = now


def cpu_seconds(*processes):
    """Processor time of processes by their ids."""
    total = 0
    for process in processes:
        try:
            with open(f'/proc/{process}/stat') as file:
                fields = file.read().rsplit(')', 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            pass
    return total / os.sysconf('SC_CLK_TCK')


class Average:
    """A running average of the weights; short memory at first."""

    def __init__(self, network, memory):
        self.memory = memory
        self.values = {key: value.detach().clone() for key, value in network.state_dict().items()}

    def take(self, network, step):
        memory = min(self.memory, (1 + step) / (10 + step))
        with torch.no_grad():
            for key, value in network.state_dict().items():
                self.values[key].lerp_(value, 1 - memory)


def plot(path, history):
    import matplotlib
    matplotlib.use('Agg')
    from matplotlib import pyplot
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(12, 4.5))
    left.plot([e['step'] for e in history['loss']], [e['loss'] for e in history['loss']], linewidth=0.8)
    left.set(xlabel='step', ylabel='loss', title='training loss')
    for name in sorted({key for e in history['validation'] for key in e if key not in ('step', 'minutes')}):
        entries = [e for e in history['validation'] if name in e]
        right.plot([e['step'] for e in entries], [e[name] for e in entries], marker='o', markersize=3, label=name)
    right.set(xlabel='step', ylabel='mean absolute error', title='validation', yscale='log')
    if history['validation']:
        right.legend()
    for axes in (left, right):
        axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    pyplot.close(figure)


def validate(network, held, full=False):
    """Errors on the held-out photographs; the quick form takes part B at 640 x 480 and every second of the others."""
    quick = evaluate.torch_counter(network, quick=torch.cuda.is_available() is False)
    result = {}
    for part, photographs in held.items():
        small = part == 'part_B' and not full
        chosen = photographs if full or small else photographs[::2]
        size = evaluate.bounded((640, 480)) if small else evaluate.native
        found = evaluate.counts(quick, chosen, size)
        error = evaluate.figures(found, [len(p.heads) for p in chosen])
        result[part + (' at 640 x 480' if small else '')] = error
    return result


def save(path, **content):
    torch.save(content, str(path) + '.new')
    os.replace(str(path) + '.new', path)


def train(parts, out, settings, trunk=None, start=None, pause_file=None, device=None, until=None):
    """Trains and returns the averaged weights; `until`: seconds since the epoch at which the run has to be at its end."""
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    device = torch.device(device or ('cuda' if torch.cuda.is_available() else 'cpu'))
    if device.type == 'cpu':
        torch.set_num_threads(settings['run']['threads'])
    torch.manual_seed(settings['seed'])
    training = {Path(p).name: [photograph.prepared() for photograph in data.read_part(p, False)] for p in parts}
    held = {Path(p).name: data.read_part(p, True) for p in parts}
    for name in training:
        progress(f'{name}: {len(training[name])} photographs to train on, {len(held[name])} held out')
    if not set(settings['mix']) & set(training):  # other folders than ShanghaiTech's: share the photographs' part evenly
        rest = {k: v for k, v in settings['mix'].items() if k in ('synthetic', 'empty')}
        settings['mix'] = {**{name: (1 - sum(rest.values())) / len(training) for name in training}, **rest}
    settings['mix'] = {k: v for k, v in settings['mix'].items() if k in training or k in ('synthetic', 'empty')}

    network = Crowd(**settings['network'])
    peak = 1.0
    if start is not None:
        network.load_state_dict(start)
        peak = settings.get('rate-from', 1.0)
    elif trunk is not None:
        load_trunk(network, trunk)
    network.freeze(settings['frozen'])
    network = network.to(device, memory_format=torch.channels_last)
    progress(f'{parameters(network)} parameters, on {device}')
    trunk_weights = [p for layer in network.trunk() for p in layer.parameters() if p.requires_grad]
    known = {id(p) for layer in network.trunk() for p in layer.parameters()}
    head_weights = [p for p in network.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW([{'params': trunk_weights, 'rate': peak * settings['rate-trunk']},
                                   {'params': head_weights, 'rate': peak * settings['rate-head']}],
                                  lr=1e-3, weight_decay=settings['decay'])
    average = Average(network, settings['average'])
    history = {'loss': [], 'validation': [], 'seconds': 0.0}
    step, done = 0, 0.0
    checkpoint = out / 'checkpoint.pt'
    if checkpoint.is_file():
        saved = torch.load(checkpoint, map_location=device)
        network.load_state_dict(saved['network'])
        optimiser.load_state_dict(saved['optimiser'])
        average.values, history, step = saved['average'], saved['history'], saved['step']
        done = saved.get('done', step / settings['steps']) if until else step / settings['steps']
        progress(f'goes on from step {step}')

    mixer = data.Mixer(training, settings, settings['seed'])
    context = multiprocessing.get_context('fork')
    batches = context.Queue(maxsize=12)
    supplier = context.Process(target=supply, args=(mixer, step, batches, os.getpid()), daemon=True)
    supplier.start()

    def keep():
        save(checkpoint, network=network.state_dict(), optimiser=optimiser.state_dict(), average=average.values,
             history=history, step=step, done=done, settings=settings)
        plot(out / 'curve.png', history)
        (out / 'history.json').write_text(json.dumps(history))

    shadow = Crowd(**settings['network']).to(device, memory_format=torch.channels_last)
    run, steps = settings['run'], settings['steps']
    seats = Seats(run['threads'], run.get('threads-when-idle', run['threads']) if device.type == 'cpu' else 0)
    began = last_kept = last_validated = last_logged = time.monotonic()
    before, waited, sums, summed, first_step = history['seconds'], 0.0, np.zeros(3), 0, step
    told = []
    handlers = [signal.signal(number, lambda *_: told.append(True)) for number in (signal.SIGTERM, signal.SIGINT)]
    ticked = time.time()
    while done < 1 and not told:
        while pause_file and os.path.exists(pause_file) and not told:
            time.sleep(1)
            began += 1
        if step % 8 == 0:
            seats.choose(cpu_seconds(os.getpid(), supplier.pid))
        asked = time.monotonic()
        number, crops, grids = batches.get(timeout=300)
        waited += time.monotonic() - asked
        assert number == step
        x = torch.from_numpy(crops).to(device).permute(0, 3, 1, 2).float()
        x = x.contiguous(memory_format=torch.channels_last)
        grid = torch.from_numpy(grids)[:, None].to(device)
        for group in optimiser.param_groups:
            group['lr'] = group['rate'] * rate(step, done, settings)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            density = network(x)
        value, error = loss.crowd_loss(density.float(), grid, settings['loss'])
        optimiser.zero_grad()
        value.backward()
        norm = torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], settings['clip'])
        if torch.isfinite(norm):
            optimiser.step()
        step += 1
        if until:  # the part done grows evenly in time from where it stands to 1
            now = time.time()
            done += (1 - done) * min(1.0, (now - ticked) / max(until - ticked, 1e-3))
            ticked = now
        else:
            done = step / steps
        average.take(network, step)
        sums += (float(value), float(error), float(norm))
        summed += 1
        now = time.monotonic()
        history['seconds'] = before + now - began
        if step % run['log-steps'] == 0:
            mean = sums / summed
            sums[:], summed = 0, 0
            history['loss'].append({'step': step, 'loss': mean[0], 'count': mean[1]})
            pace = (now - last_logged) / run['log-steps'] if step - first_step >= run['log-steps'] else 0.3
            last_logged = now
            left = until - time.time() if until else (steps - step) * pace
            progress(f'step {step} ({done * 100:.1f} %) loss {mean[0]:.2f} count error {mean[1]:.2f} norm {mean[2]:.1f} '
                     f'rate {rate(step, done, settings):.3f} | {torch.get_num_threads()} threads, {1 / pace:.2f} steps/s, waited {waited:.0f} s, '
                     f'{int(left / 3600)} h {int(left / 60 % 60):02d} min left')
        if now - last_kept > run['checkpoint-minutes'] * 60:
            keep()
            last_kept = now
        if now - last_validated > run['validate-minutes'] * 60 or done >= 1:
            shadow.load_state_dict(average.values)
            result = validate(shadow, held, full=done >= 1)
            entry = {'step': step, 'minutes': history['seconds'] / 60, **{k: v['mae'] for k, v in result.items()}}
            history['validation'].append(entry)
            progress('validation ' + ', '.join(f"{k}: {v['mae']:.2f} (bias {v['bias']:+.2f}, RMSE {v['rmse']:.1f})"
                                               for k, v in result.items()))
            keep()
            last_validated = last_kept = time.monotonic()
    keep()
    for number, handler in zip((signal.SIGTERM, signal.SIGINT), handlers):
        signal.signal(number, handler)
    batches.cancel_join_thread()
    supplier.terminate()
    return None if told else average.values

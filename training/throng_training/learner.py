"""One network that learns: its weights, its optimiser, its running average, what it has seen of itself."""

import math
import time

import torch

from . import loss, start
from .network import Crowd, computes_in_halves, parameters

PATIENCE = 20  # steps in a row without a finite gradient after which a network goes back to where it was well
EXPLODED = 8  # so many times its least usual size, a gradient's norm has left all bounds
WELL = 100  # steps between two looks at whether a network is well


class Average:
    """A running average of the weights; short memory at first."""

    def __init__(self, network, memory):
        self.memory = memory
        self.values = {key: value.detach().clone() for key, value in network.state_dict().items()}

    def take(self, network, step):
        memory = min(self.memory, (1 + step) / (10 + step))
        state = network.state_dict()
        with torch.no_grad():
            mine, new = list(self.values.values()), [state[key] for key in self.values]
            torch._foreach_mul_(mine, memory)
            torch._foreach_add_(mine, new, alpha=1 - memory)


class Learner:
    """Learns by `learn`, which computes a step's gradients, and `settle`, which takes the step if they are finite.

    A network whose gradients grow out of all bounds goes back to where it was well and on from there at half the rate. One
    that fails (`failure` tells why) learns no more; those beside it go on.
    """

    def __init__(self, name, settings, device, trunk=None, other=None):
        self.name, self.settings, self.failure = name, {**settings, **settings['networks'][name]}, None
        self.network = Crowd(**self.settings['shape'])
        if trunk is not None:
            start.load_trunk(self.network, trunk)
        whole = other is not None and start.inherit(self.network, other)
        self.peak = settings.get('rate-from', 1.0) if whole else 1.0
        self.network.freeze(self.settings['frozen'])
        self.network = self.network.to(device, memory_format=torch.channels_last)
        self.form, self.device, self.halves = torch.channels_last, device, computes_in_halves(device)
        self.weights = [p for p in self.network.parameters() if p.requires_grad]
        self.optimiser = self.make_optimiser()
        self.average = Average(self.network, settings['average'])
        self.history = {'loss': [], 'validation': []}
        self.sums, self.summed, self.misses, self.pending = [0.0, 0.0, 0.0], 0, 0, None
        self.usual, self.least, self.taken, self.returns, self.well = None, None, 0, 0, self.copied()

    def __str__(self):
        return f'{self.name}: {parameters(self.network)} parameters'

    def make_optimiser(self):
        trunk = {id(p) for layer in self.network.trunk() for p in layer.parameters()}
        groups = [([p for p in self.weights if id(p) in trunk], 'rate-trunk'), ([p for p in self.weights if id(p) not in trunk], 'rate-head')]
        return torch.optim.AdamW([{'params': some, 'rate': self.peak * self.settings[rate]} for some, rate in groups if some],
                                 lr=1e-3, weight_decay=self.settings['decay'])

    def learn(self, x, grid, rate, teacher=None):
        """Computes the gradients of one step and returns the density; `teacher`: another network's density of the same."""
        for group in self.optimiser.param_groups:
            group['lr'] = group['rate'] * rate
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.halves):
            density = self.network(x.contiguous(memory_format=self.form))
        density = density.float()
        value, error = loss.crowd_loss(density, grid, self.settings['loss'])
        total = value
        if teacher is not None:
            imitation, _ = loss.crowd_loss(density, teacher, {**self.settings['loss'], 'count': 0})
            total = value + self.settings['imitate'] * imitation
        self.optimiser.zero_grad()
        total.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.weights, self.settings['clip'])
        self.pending = torch.stack((value.detach(), error.detach(), norm.detach()))
        return density.detach()

    def settle(self, told, step):
        """Takes the step whose loss, count error and gradient's norm are `told`."""
        if all(math.isfinite(v) for v in told):
            self.misses = 0
            self.optimiser.step()
            self.average.take(self.network, step)
            self.sums = [a + b for a, b in zip(self.sums, told)]
            self.summed += 1
            self.watch(told[2])
            return
        self.misses += 1
        if self.misses == PATIENCE:
            self.go_back()

    def watch(self, norm):
        """Compares the gradient's usual norm with the least that it was; the first steps tell nothing yet."""
        self.taken += 1
        self.usual = norm if self.usual is None else 0.98 * self.usual + 0.02 * norm
        if self.taken < WELL:
            return
        self.least = self.usual if self.least is None else min(self.least, self.usual)
        if self.usual > EXPLODED * self.least:
            self.go_back()
        elif self.taken % WELL == 0 and self.usual < EXPLODED / 3 * self.least:
            self.well = self.copied()

    def copied(self):
        state = {key: value.detach().clone() for key, value in self.network.state_dict().items()}
        return state, {key: value.clone() for key, value in self.average.values.items()}

    def go_back(self):
        """Goes on from where the network was last well, at half the rate."""
        weights, average = self.well
        self.network.load_state_dict(weights)
        self.average.values = {key: value.clone() for key, value in average.items()}
        self.peak /= 2
        self.optimiser = self.make_optimiser()
        self.usual, self.taken, self.misses, self.returns = self.least, 0, 0, self.returns + 1

    def means(self, step):
        """The means of loss, count error and norm since the last call; they enter the history."""
        found = [value / max(self.summed, 1) for value in self.sums]
        self.sums, self.summed = [0.0, 0.0, 0.0], 0
        self.history['loss'].append({'step': step, 'loss': found[0], 'count': found[1]})
        return found

    def averaged(self):
        """The network with its averaged weights."""
        network = Crowd(**self.settings['shape'])
        network.load_state_dict({key: value.cpu() for key, value in self.average.values.items()})
        return network.to(self.device, memory_format=torch.channels_last).eval()

    def choose_form(self, x, grid):
        """On a GPU: keeps the weights in whichever form is the faster one there; returns the seconds of a step in each."""
        took = {}
        for form in (torch.channels_last, torch.contiguous_format):
            self.use_form(form)
            for turn in range(6):
                if turn == 2:
                    torch.cuda.synchronize()
                    began = time.perf_counter()
                self.learn(x, grid, 0.0)
            torch.cuda.synchronize()
            took[form] = (time.perf_counter() - began) / 4
        self.use_form(min(took, key=took.get))
        return took

    def use_form(self, form):
        self.form = form
        self.network.to(memory_format=form)

    def state(self):
        return {'network': self.network.state_dict(), 'optimiser': self.optimiser.state_dict(), 'average': self.average.values,
                'history': self.history}

    def restore(self, state):
        self.network.load_state_dict(state['network'])
        self.optimiser.load_state_dict(state['optimiser'])
        self.average.values = {key: value.to(self.device) for key, value in state['average'].items()}
        self.history = state['history']

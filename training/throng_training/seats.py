"""How many threads to compute with on a machine that others use too."""

import os
import time

import torch


class Seats:
    """One thread more than usual while nobody else wants the machine's cores."""

    def __init__(self, usual, idle):
        self.usual, self.idle, self.last = usual, idle, None

    @staticmethod
    def busy():
        """Seconds that all cores together have been busy."""
        with open('/proc/stat') as file:
            user, nice, system, *_ = (int(v) for v in file.readline().split()[1:])
        return (user + nice + system) / os.sysconf('SC_CLK_TCK')

    def choose(self, processes):
        """Looks anew, at most every eight seconds; `processes` are our own by their ids."""
        now = time.monotonic()
        if self.idle <= self.usual or not os.path.exists('/proc/stat') or self.last is not None and now - self.last[0] < 8:
            return
        current = (now, self.busy(), cpu_seconds(processes))
        if self.last is not None:
            elapsed, busy, own = (new - old for new, old in zip(current, self.last))
            torch.set_num_threads(self.idle if (busy - own) / elapsed < 0.3 else self.usual)
        self.last = current


def cpu_seconds(processes):
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

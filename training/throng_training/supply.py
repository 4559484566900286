"""Batches from processes of their own, in the order of their numbers, through memory that both sides share."""

import mmap
import multiprocessing
import os
import queue
import signal

import cv2
import numpy as np
import torch

from .network import STRIDE

PLACES = 2  # batches that a process may be ahead


class Supply:
    """Batch number n is made by process n modulo their count, so that the order does not hang on their speed."""

    def __init__(self, mixer, first, workers):
        self.mixer, self.number, self.workers = mixer, first, workers
        context = multiprocessing.get_context('fork')
        self.free = [context.Queue() for _ in range(workers)]
        self.ready = [context.Queue() for _ in range(workers)]
        size = max(count * side * side * 3 for side, count, _ in mixer.squares)
        self.places = [[(mmap.mmap(-1, size), mmap.mmap(-1, size)) for _ in range(PLACES)] for _ in range(workers)]
        self.processes = []
        for worker in range(workers):
            for place in range(PLACES):
                self.free[worker].put(place)
            process = context.Process(target=self.make, args=(first + (worker - first) % workers, os.getpid()), daemon=True)
            process.start()
            self.processes.append(process)

    def make(self, number, seat):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        cv2.setNumThreads(0)
        worker = number % self.workers
        while os.getppid() == seat:
            try:
                place = self.free[worker].get(timeout=5)
            except queue.Empty:
                continue
            try:
                crops, grids = self.mixer.batch(number)
            except Exception as error:  # told to whoever waits for this batch
                self.ready[worker].put((number, f'{type(error).__name__}: {error}', None))
                return
            for memory, values in zip(self.places[worker][place], (crops, grids)):
                memory[:values.nbytes] = np.ascontiguousarray(values).tobytes()
            self.ready[worker].put((number, place, crops.shape))
            number += self.workers

    def next(self, device):
        """The next batch on the device: crops N x 3 x side x side in 0..255, heads N x 1 x cells x cells, both float32."""
        worker = self.number % self.workers
        number, place, shape = self.ready[worker].get(timeout=300)
        if shape is None:
            raise RuntimeError(f'batch {number} could not be made: {place}')
        assert number == self.number
        crops, grids = self.places[worker][place]
        pinned = device.type == 'cuda'
        x = self.copy(crops, shape, torch.uint8, pinned)
        cells = shape[1] // STRIDE
        grid = self.copy(grids, (shape[0], 1, cells, cells), torch.float32, pinned)
        self.free[worker].put(place)
        self.number += 1
        x = x.to(device, non_blocking=True).permute(0, 3, 1, 2).float()
        return x.contiguous(memory_format=torch.channels_last), grid.to(device, non_blocking=True)

    @staticmethod
    def copy(memory, shape, kind, pinned):
        target = torch.empty(shape, dtype=kind, pin_memory=pinned)
        target.copy_(torch.frombuffer(memory, dtype=kind, count=target.numel()).view(shape))
        return target

    def close(self):
        for channel in (*self.free, *self.ready):
            channel.cancel_join_thread()
        for process in self.processes:
            process.terminate()

#!/usr/bin/env python3
"""Peers of Throng to measure it by: a film's pictures are decoded, encoded as JPEG of quality 90, sent, decoded and
answered, one after another, each sent when the one before is answered.

  peer.py serve WAY           prints the port that it listens on, on loopback
  peer.py send WAY PORT FILM FRAMES
                              prints when each answer came, in seconds since the first

WAY is zmq (a request and its reply over ZeroMQ; the reply is a count), or one of the remote crowd counter of 2019, whose
pictures are grey in three channels and whose replies are density maps: counter-pipelined, and counter-waiting, which
confirms each 1024 bytes.
"""

import socket
import struct
import sys
import time

try:
    import cv2
    import numpy
    import zmq
except ImportError as missing:
    sys.exit(f"{missing}: install python3-zmq and python3-opencv, and run the system's python3.")

QUALITY = [cv2.IMWRITE_JPEG_QUALITY, 90]
ROWS, COLUMNS = 60, 80
PIECE = 1024


def decoded(jpeg):
    picture = cv2.imdecode(numpy.frombuffer(jpeg, numpy.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise ValueError("A picture was not decoded.")
    return picture


class Zmq:
    """One message a picture, one a reply."""

    def serve(self):
        server = zmq.Context().socket(zmq.REP)
        print(server.bind_to_random_port("tcp://127.0.0.1"), flush=True)
        while True:
            decoded(server.recv())
            server.send(struct.pack("<d", 1.0))

    def connect(self, port):
        self.peer = zmq.Context().socket(zmq.REQ)
        self.peer.connect(f"tcp://127.0.0.1:{port}")

    def ask(self, picture):
        self.peer.send(cv2.imencode(".jpg", picture, QUALITY)[1])
        return struct.unpack("<d", self.peer.recv())[0]


class Counter:
    """Numbers in 16 bytes of text, payloads behind them."""

    def __init__(self, waits):
        self.waits = waits

    def number(self, value):
        return str(value).encode().ljust(16)

    def receive(self, size):
        data = b""
        while len(data) < size:
            part = self.peer.recv(min(PIECE, size - len(data)))
            if not part:
                raise EOFError
            data += part
        return data

    def write(self, header, payload):
        self.peer.sendall(header)
        if not self.waits:
            self.peer.sendall(payload)
            return
        sent = 0
        while len(payload) - sent >= PIECE:
            self.peer.sendall(payload[sent : sent + PIECE])
            sent += PIECE
            self.receive(16)
        self.peer.sendall(payload[sent:])

    def read(self, size):
        if not self.waits:
            return self.receive(size)
        data = b""
        while size - len(data) >= PIECE:
            data += self.receive(PIECE)
            self.peer.sendall(self.number(len(data)))
        return data + self.receive(size - len(data))

    def serve(self):
        listener = socket.create_server(("127.0.0.1", 0))
        print(listener.getsockname()[1], flush=True)
        self.peer = listener.accept()[0]
        density = numpy.full((ROWS, COLUMNS), 1.0 / ROWS / COLUMNS, numpy.float32).tobytes()
        header = self.number(len(density)) + self.number(ROWS) + self.number(COLUMNS)
        try:
            while True:
                decoded(self.read(int(self.receive(16))))
                self.write(header, density)
        except (EOFError, ConnectionError):
            pass

    def connect(self, port):
        self.peer = socket.create_connection(("127.0.0.1", port))

    def ask(self, picture):
        grey = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
        jpeg = cv2.imencode(".jpg", grey, QUALITY)[1].tobytes()
        self.write(self.number(len(jpeg)), jpeg)
        size, _, _ = (int(self.receive(16)) for _ in range(3))
        return numpy.frombuffer(self.read(size), numpy.float32).sum()


WAYS = {"zmq": Zmq, "counter-pipelined": lambda: Counter(False), "counter-waiting": lambda: Counter(True)}


def pictures(film):
    while True:
        video = cv2.VideoCapture(film)
        more, picture = video.read()
        if not more:
            sys.exit(f"{film} cannot be read as a video.")
        while more:
            yield picture
            more, picture = video.read()


def send(way, port, film, frames):
    way.connect(port)
    answered = []
    for picture in pictures(film):
        if not way.ask(picture) > 0:
            sys.exit("A reply is no count.")
        answered.append(time.monotonic())
        if len(answered) == frames:
            break
    print("\n".join(f"{moment - answered[0]:.6f}" for moment in answered))


def main(task, way, *more):
    if task == "serve":
        WAYS[way]().serve()
    else:
        port, film, frames = more
        send(WAYS[way](), port, film, int(frames))


if __name__ == "__main__":
    main(*sys.argv[1:])

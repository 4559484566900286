"""camera_viewer.py HOST PORT SINGLE STREAMED: fetches pictures, prints each one's width and height."""

import socket
import struct
import sys

import cv2
import numpy

host, port, single, streamed = sys.argv[1], *map(int, sys.argv[2:])


def receive(connection, length):
    data = b""
    while len(data) < length:
        part = connection.recv(min(4096, length - len(data)))
        if not part:
            raise SystemExit(f"hung up after {len(data)} of {length} bytes")
        data += part
    return data


def show(connection, kind):
    (length,) = struct.unpack(">L", receive(connection, 4))
    jpeg = numpy.frombuffer(receive(connection, length), dtype="uint8")
    height, width = cv2.imdecode(jpeg, cv2.IMREAD_COLOR).shape[:2]
    print(kind, width, height, flush=True)


with socket.create_connection((host, port), timeout=30) as edge:
    for _ in range(single):
        edge.sendall(b"0")
        show(edge, "single")
        edge.sendall(b"1")
    edge.sendall(b"x")
    print(receive(edge, len("Unknown command")).decode("ascii"), flush=True)
    # The stream's loop of 2024 asks for a first picture for its size although the stream runs.
    edge.sendall(b"3")
    edge.sendall(b"0")
    for _ in range(streamed):
        show(edge, "streamed")
    edge.sendall(b"q")
    edge.sendall(b"2")
    while edge.recv(4096):
        pass
    print("hung up", flush=True)

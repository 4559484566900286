"""counter_server.py pipelined|wait: answers with random maps, an eighth of the picture's size.

Prints its port, then the width, the height, whether it is grey, and the count of each picture.
"""

import socket
import sys
import threading

import cv2
import numpy

from counter_wire import number_bytes, read_number, read_payload, write_payload

waits = sys.argv[1] == "wait"


def serve(connection):
    with connection:
        length = read_number(connection)
        while length is not None:
            jpeg = numpy.frombuffer(read_payload(connection, length, waits), dtype="uint8")
            picture = cv2.imdecode(jpeg, cv2.IMREAD_COLOR)
            height, width = picture.shape[:2]
            density = numpy.random.rand(height // 8, width // 8).astype("<f4")
            payload = density.tobytes()
            blue, green, red = cv2.split(picture)
            grey = (blue == green).all() and (green == red).all()
            count = density.sum(dtype="f8")
            print(width, height, "grey" if grey else "colour", f"{count:.3f}", flush=True)
            for number in (len(payload), *density.shape):
                connection.sendall(number_bytes(number))
            write_payload(connection, payload, waits)
            length = read_number(connection)


with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[1], flush=True)
    while True:
        threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()

"""counter_client.py HOST PORT pipelined|wait PICTURE...: prints rows, columns and count of each."""

import socket
import sys

import cv2
import numpy

from counter_wire import number_bytes, read_number, read_payload, write_payload

host, port, mode, *pictures = sys.argv[1:]
waits = mode == "wait"
with socket.create_connection((host, int(port)), timeout=60) as connection:
    for name in pictures:
        grey = cv2.cvtColor(cv2.imread(name), cv2.COLOR_BGR2GRAY)
        three = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
        jpeg = cv2.imencode(".jpg", three, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()
        connection.sendall(number_bytes(len(jpeg)))
        write_payload(connection, jpeg, waits)

        length = read_number(connection)
        if length is None:
            raise SystemExit("the server hung up")
        rows = read_number(connection)
        columns = read_number(connection)
        values = numpy.frombuffer(read_payload(connection, length, waits), dtype="<f4")
        density = values.reshape(rows, columns)
        stretched = cv2.normalize(density, None, 0, 255, cv2.NORM_MINMAX).astype("uint8")
        coloured = cv2.applyColorMap(stretched, cv2.COLORMAP_JET)
        if coloured.shape != (rows, columns, 3):
            raise SystemExit(f"the map cannot be coloured: {coloured.shape}")
        print(rows, columns, f"{density.sum(dtype='f8'):.3f}", flush=True)

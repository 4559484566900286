"""camera_server.py: serves a drawn picture to one viewer; prints its port, then what it was told.

After a stream it waits for the confirmation of its last picture, as the LAN camera of 2024 does.
"""

import socket
import struct

import cv2
import numpy


def picture(number):
    image = numpy.full((120, 160, 3), 90, dtype="uint8")
    cv2.circle(image, (number * 5 % 160, 60), 20, (0, 200, 255), -1)
    return cv2.imencode(".jpg", image)[1].tobytes()


def send(viewer, number):
    jpeg = picture(number)
    viewer.sendall(struct.pack(">L", len(jpeg)) + jpeg)


def told(viewer):
    """What came as one command; '' for nothing, None when the viewer has gone."""
    try:
        data = viewer.recv(1024)
    except socket.timeout:
        return ""
    if not data:
        return None
    command = data.decode("ascii").strip()
    print(command, flush=True)
    return command


with socket.create_server(("127.0.0.1", 0)) as server:
    print(server.getsockname()[1], flush=True)
    viewer, _ = server.accept()
    with viewer:
        streams = awaits = False
        number = 0
        viewer.settimeout(0.05)
        command = told(viewer)
        while command is not None and command != "2":
            if command == "0" and not streams and not awaits:
                send(viewer, number)
                number += 1
                awaits = True
            elif command == "1":
                awaits = False
            elif command in ("3", "q"):
                streams = command == "3"
            elif command not in ("", "0"):
                viewer.sendall(b"Unknown command")
            if streams:
                send(viewer, number)
                number += 1
                awaits = True
            command = told(viewer)

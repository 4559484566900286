"""The remote crowd counter's bytes, with its programs' own assumptions about recv."""

FIELD = 16
BLOCK = 1024


def number_bytes(number):
    return str(number).encode("ascii").ljust(FIELD)


def read_number(connection):
    """One field; None when the peer has hung up. It must come whole with one recv."""
    field = connection.recv(FIELD)
    if not field:
        return None
    if len(field) != FIELD:
        raise SystemExit(f"a header field came in pieces: {field!r}")
    return int(field)


def write_payload(connection, payload, waits):
    sent = 0
    while waits and len(payload) - sent >= BLOCK:
        connection.sendall(payload[sent : sent + BLOCK])
        sent += BLOCK
        confirmed = read_number(connection)
        if confirmed != sent:
            raise SystemExit(f"{confirmed} bytes were confirmed after {sent} were sent")
    connection.sendall(payload[sent:])


def read_payload(connection, length, waits):
    payload = b""
    while len(payload) < length:
        if waits:
            wanted = min(BLOCK - len(payload) % BLOCK, length - len(payload))
        else:
            wanted = BLOCK
        part = connection.recv(wanted)
        if not part:
            raise SystemExit(f"hung up after {len(payload)} of {length} bytes")
        payload += part
        if waits and len(payload) % BLOCK == 0:
            connection.sendall(number_bytes(len(payload)))
    if len(payload) != length:
        raise SystemExit(f"{len(payload) - length} bytes came of a message not asked for")
    return payload

// The socket's binary message; docs/PAGE.md draws it.

const PICTURE = 1;
const HEAD = 24;

export function readPicture(buffer) {
  const view = new DataView(buffer);
  if (view.getUint8(0) !== PICTURE) {
    return null;
  }
  const nameLength = view.getUint16(2);
  const jpegLength = view.getUint32(4);
  const rows = view.getUint16(8);
  const columns = view.getUint16(10);
  const jpegAt = HEAD + nameLength;
  return {
    camera: new TextDecoder().decode(new Uint8Array(buffer, HEAD, nameLength)),
    people: view.getFloat32(12),
    ageMillis: view.getUint32(16),
    width: view.getUint16(20),
    height: view.getUint16(22),
    rows,
    columns,
    jpeg: jpegLength ? new Blob([new Uint8Array(buffer, jpegAt, jpegLength)], { type: 'image/jpeg' }) : null,
    heat: new Uint8Array(buffer, jpegAt + jpegLength, rows * columns),
  };
}

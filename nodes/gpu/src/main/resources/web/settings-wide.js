// Groups and bands are one document with one version: which of them each part of the page has read.
export class WideVersions {
  #read = new Map();

  /** The version that a part has read, to be sent with its next change. */
  of(part) {
    return this.#read.get(part);
  }

  /** A part shows this version now. */
  read(part, version) {
    this.#read.set(part, version);
  }

  /** A part has made it this version; parts that had read the same as it need not read again. */
  changed(part, version) {
    const before = this.#read.get(part);
    this.#read.forEach((its, other) => its === before && this.#read.set(other, version));
    this.#read.set(part, version);
  }
}

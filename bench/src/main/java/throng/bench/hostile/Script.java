package throng.bench.hostile;

import java.net.InetSocketAddress;

/**
 * What one peer of a {@link Crowd} does: says something, waits for an answer where it has more to
 * say, and sends zeros.
 *
 * @param to the port
 * @param from the last byte of the loopback address that it comes from
 * @param opening what it says at once
 * @param second what it says after an answer; empty: nothing, and no answer is waited for
 * @param padding how many zeros follow
 * @param bytesPerSecond of all of it
 */
record Script(
    InetSocketAddress to,
    int from,
    byte[] opening,
    byte[] second,
    int padding,
    double bytesPerSecond) {

  /** Silent, from 127.0.0.1. */
  static Script to(InetSocketAddress to) {
    return new Script(to, 1, new byte[0], new byte[0], 0, Double.POSITIVE_INFINITY);
  }

  Script from(int lastByte) {
    return new Script(to, lastByte, opening, second, padding, bytesPerSecond);
  }

  Script saying(byte[] bytes) {
    return new Script(to, from, bytes, second, padding, bytesPerSecond);
  }

  Script afterAnAnswer(byte[] bytes) {
    return new Script(to, from, opening, bytes, padding, bytesPerSecond);
  }

  Script padded(int zeros) {
    return new Script(to, from, opening, second, zeros, bytesPerSecond);
  }

  Script at(double rate) {
    return new Script(to, from, opening, second, padding, rate);
  }
}

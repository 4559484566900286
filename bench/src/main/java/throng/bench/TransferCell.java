package throng.bench;

/**
 * One measurement: a protocol over a way.
 *
 * @param roundTripMillis what the way adds; 0: loopback itself
 * @param bytes of all pictures and maps, without headers
 */
record TransferCell(
    String network,
    String protocol,
    double roundTripMillis,
    int frames,
    long bytes,
    double seconds) {
  double framesPerSecond() {
    return frames / seconds;
  }

  double megabytesPerSecond() {
    return bytes / seconds / 1e6;
  }

  static String way(double roundTripMillis) {
    return roundTripMillis == 0 ? "loopback" : "%.0f ms".formatted(roundTripMillis);
  }
}

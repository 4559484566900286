package throng.edge.lan;

import java.util.Locale;

/** How many pictures a second a stream has, and how many came that are none. */
final class StreamRate {
  private static final double NANOS = 1e9;

  private long pictures;
  private long total;
  private long undecodable;
  private long since = System.nanoTime();
  private long last = since;

  /** A stream begins. */
  void begin() {
    pictures = 0;
    total = 0;
    undecodable = 0;
    since = System.nanoTime();
    last = since;
  }

  /**
   * @param isWhole whether it can be decoded
   */
  void picture(boolean isWhole) {
    if (isWhole) {
      pictures++;
      total++;
    } else {
      undecodable++;
    }
    last = System.nanoTime();
  }

  /** Nanoseconds since the last picture, or since the beginning. */
  long silence() {
    return System.nanoTime() - last;
  }

  /** The rate since the last call, in words. */
  String status() {
    double seconds = Math.max(1e-3, (System.nanoTime() - since) / NANOS);
    String line =
        String.format(
            Locale.ROOT,
            "%.1f fps, %d %s",
            pictures / seconds,
            total,
            total == 1 ? "picture" : "pictures");
    pictures = 0;
    since = System.nanoTime();
    return undecodable == 0 ? line : line + ", " + undecodable + " that cannot be decoded";
  }
}

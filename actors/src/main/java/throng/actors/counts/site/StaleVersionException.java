package throng.actors.counts.site;

/** Somebody else has changed the document since it was read. */
public final class StaleVersionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long expected;
  private final long version;

  StaleVersionException(long expected, long version) {
    super(
        "Somebody else has changed this: it was version %d, and is %d now. Look at it again."
            .formatted(expected, version));
    this.expected = expected;
    this.version = version;
  }

  /** Which it was for whoever wanted to change it. */
  public long expected() {
    return expected;
  }

  /** Which it is now. */
  public long version() {
    return version;
  }
}

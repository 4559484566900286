package throng.streams.legacy.counter;

/** How a payload travels; fixed for a connection and not announced on it. */
public enum Transfer {
  /** In one go. */
  PIPELINED,
  /** In blocks of {@link #BLOCK} bytes, each confirmed before the next; the rest unconfirmed. */
  STOP_AND_WAIT;

  /** A block's length in bytes. */
  public static final int BLOCK = 1024;
}

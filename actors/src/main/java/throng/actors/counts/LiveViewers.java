package throng.actors.counts;

import java.util.concurrent.atomic.AtomicLong;

/** How many watch live at this moment. Any thread may tell it or ask it. */
public final class LiveViewers {
  private final AtomicLong number = new AtomicLong();

  /** One more watches; it is to be told of their end, once. */
  public void came() {
    number.incrementAndGet();
  }

  public void left() {
    number.decrementAndGet();
  }

  public long number() {
    return number.get();
  }
}

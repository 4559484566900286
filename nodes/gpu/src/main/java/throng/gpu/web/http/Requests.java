package throng.gpu.web.http;

/** What a connection's stages tell each other; each may run on another thread. */
final class Requests {
  private volatile long whole;
  private volatile boolean isSocket;

  /** A request's head came whole. Told by one stage only. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  void came() {
    whole++;
  }

  /** It was agreed on that what comes from now on are a WebSocket's messages. */
  void isSocketNow() {
    isSocket = true;
  }

  long whole() {
    return whole;
  }

  /** Whether what comes now are a WebSocket's messages. */
  boolean isSocket() {
    return isSocket;
  }
}

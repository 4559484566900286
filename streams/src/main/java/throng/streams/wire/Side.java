package throng.streams.wire;

import java.util.Set;

/** The two ends of a connection, and which messages the other end may send to each. */
enum Side {
  NODE(
      Set.of(WireFormat.HELLO, WireFormat.PAIR),
      Set.of(
          WireFormat.FRAME,
          WireFormat.SIZE_CHANGED,
          WireFormat.PING,
          WireFormat.PONG,
          WireFormat.GOODBYE)),
  EDGE(
      Set.of(WireFormat.WELCOME, WireFormat.REFUSED),
      Set.of(
          WireFormat.DENSITY_MAP,
          WireFormat.SKIPPED,
          WireFormat.PING,
          WireFormat.PONG,
          WireFormat.GOODBYE));

  private final Set<Integer> first;
  private final Set<Integer> welcomed;

  Side(Set<Integer> first, Set<Integer> welcomed) {
    this.first = first;
    this.welcomed = welcomed;
  }

  /** Whether this end takes messages of {@code type} in {@code phase}. */
  boolean takes(int type, Phase phase) {
    return switch (phase) {
      case OPENING -> first.contains(type);
      case WELCOMED -> welcomed.contains(type);
      case DECIDING, ENDED -> false;
    };
  }

  /** What a connection has come to, seen from the bytes that come in. */
  enum Phase {
    /** Nothing came yet. */
    OPENING("before the first message"),
    /** The hello, or what stands in its place, came, and is not answered yet. */
    DECIDING("before the welcome"),
    /** Welcomed: frames and answers. */
    WELCOMED("after the welcome"),
    /** The peer has said its last message. */
    ENDED("after the last message");

    private final String when;

    Phase(String when) {
      this.when = when;
    }

    String when() {
      return when;
    }

    /** The phase that {@code message}, come from the peer, begins. */
    Phase after(Message message) {
      if (message instanceof Message.Hello || message instanceof Message.Pair) {
        return DECIDING;
      } else if (message instanceof Message.Welcome) {
        return WELCOMED;
      } else if (message.isLast()) {
        return ENDED;
      }
      return this;
    }
  }
}

package throng.streams.wire;

import static throng.streams.wire.WireException.Kind.HANDSHAKE_TIMEOUT;
import static throng.streams.wire.WireException.Kind.SILENT;
import static throng.streams.wire.WireException.Kind.TRICKLE;
import static throng.streams.wire.WireException.Kind.TRUNCATED;

import akka.util.ByteString;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import throng.streams.memory.Gathering;
import throng.streams.wire.Side.Phase;

/**
 * Makes messages of one connection's bytes as they come, and holds its peer to the limits.
 *
 * <p>Pure: time comes in as nanoseconds of a clock that starts at 0 with the connection and stands
 * while nobody asks for bytes. Used by one thread. A message that lies whole in one piece of the
 * input, and is most of it, is a slice of it; any other is copied once. Every {@link WireException}
 * is final.
 */
public final class WireDecoder {
  private final Side side;
  private final WireLimits limits;
  private final Supplier<Silence> silence;
  private final int withoutAsking;
  private final MessagePrefix prefix;

  private Phase phase = Phase.OPENING;
  private boolean welcomed;
  private boolean halfFloats;
  private ByteString input = ByteString.emptyByteString();
  private int pieceBytes;
  private boolean isJoined;
  private long lastByteAt;

  // The message under way.
  private long deadline;
  private @Nullable Gathering gathering;
  private @Nullable ByteString body;
  private int toDiscard;

  private int ignored;

  private WireDecoder(Side side, WireLimits limits, Supplier<Silence> silence, int withoutAsking) {
    this.side = side;
    this.limits = limits;
    this.silence = silence;
    this.withoutAsking = withoutAsking;
    this.prefix = new MessagePrefix(side, limits);
  }

  /** For the bytes that an edge sends. */
  public static WireDecoder node(WireLimits limits) {
    return of(Side.NODE, limits);
  }

  /** For the bytes that a node sends. */
  public static WireDecoder edge(WireLimits limits) {
    return of(Side.EDGE, limits);
  }

  private static WireDecoder of(Side side, WireLimits limits) {
    return of(side, limits, Silence.always(limits), Integer.MAX_VALUE);
  }

  /**
   * For the bytes that come to one side.
   *
   * @param silence asked again and again: it may change
   * @param withoutAsking how much memory one message may take; a longer one stops at half of it and
   *     {@link #wantsRoom} until {@link #roomIsThere}
   */
  static WireDecoder of(
      Side side, WireLimits limits, Supplier<Silence> silence, int withoutAsking) {
    return new WireDecoder(side, limits, silence, withoutAsking);
  }

  /**
   * Takes the next bytes.
   *
   * @throws WireException if the peer has run out of time
   */
  public void offer(ByteString bytes, long now) {
    checkDeadlines(now);
    lastByteAt = now;
    pieceBytes = bytes.size();
    isJoined = !input.isEmpty();
    input = isJoined ? input.concat(bytes) : bytes;
  }

  /**
   * The next message, or null where more bytes are needed, or the peer has said its last one.
   *
   * @throws WireException if the bytes break the protocol
   */
  public @Nullable Message poll(long now) {
    while (!hasEnded() && readPrefix(now) && readBody()) {
      Message message = finish(Objects.requireNonNull(body));
      if (message != null) {
        return message;
      }
    }
    return null;
  }

  /** How many messages of types that are not known have come since this was last asked. */
  int ignored() {
    int since = ignored;
    ignored = 0;
    return since;
  }

  /** How many bytes of memory the message under way needs before it takes more; 0: none. */
  int wantsRoom() {
    return gathering == null ? 0 : gathering.wants();
  }

  /** That memory is reserved. */
  void roomIsThere() {
    if (gathering != null) {
      gathering.granted();
    }
  }

  /** Lets go of what has come: it will not be asked for messages any more. */
  void abandon() {
    input = ByteString.emptyByteString();
    gathering = null;
    body = null;
  }

  /** Lets frames in: this node has sent its welcome. */
  public void welcomed(long now) {
    if (phase == Phase.DECIDING) {
      phase = Phase.WELCOMED;
      welcomed = true;
      lastByteAt = now;
    }
  }

  /** Whether the peer has said its last message; what follows is no message any more. */
  public boolean hasEnded() {
    return phase == Phase.ENDED;
  }

  /** Whether the connection has been welcomed. */
  public boolean isWelcomed() {
    return welcomed;
  }

  /**
   * Holds the peer to its time limits, silence among them.
   *
   * @throws WireException if it has run out of one
   */
  public void checkTime(long now) {
    checkDeadlines(now);
    Duration timeout = silence.get().timeout();
    if (phase == Phase.WELCOMED && now - lastByteAt > timeout.toNanos()) {
      throw new WireException(SILENT, "Nothing came for " + words(timeout));
    }
  }

  /**
   * Ends the input.
   *
   * @throws WireException if a message is under way
   */
  public void end() {
    if (!prefix.isEmpty() && !hasEnded()) {
      throw new WireException(TRUNCATED, "The connection ended in the middle of " + prefix);
    }
  }

  private void checkDeadlines(long now) {
    if (phase == Phase.OPENING && now > limits.handshakeTimeout().toNanos()) {
      throw new WireException(
          HANDSHAKE_TIMEOUT,
          (side == Side.NODE
                  ? "No whole hello came within "
                  : "No answer to the hello came within ")
              + words(limits.handshakeTimeout()));
    }
    if (!prefix.isEmpty() && now > deadline) {
      throw new WireException(
          TRICKLE,
          "The peer is slower than %d bytes a second: %s is not complete after %s more than that takes"
              .formatted(limits.minRate(), prefix, words(limits.messageGrace())));
    }
  }

  private boolean readPrefix(long now) {
    if (prefix.isComplete()) {
      return true;
    }
    if (prefix.isEmpty() && input.nonEmpty()) {
      deadline = now + limits.messageGrace().toNanos();
    }
    input = prefix.read(input, phase);
    if (!prefix.isComplete()) {
      return false;
    }
    deadline += prefix.bodyBytes() * 1_000_000_000L / limits.minRate();
    toDiscard = prefix.bytesToDiscard();
    return true;
  }

  private boolean readBody() {
    if (body == null) {
      body = gather(prefix.bytesToKeep());
    }
    if (body == null) {
      return false;
    }
    int discarded = Math.min(toDiscard, input.size());
    input = input.drop(discarded);
    toDiscard -= discarded;
    return toDiscard == 0;
  }

  private @Nullable ByteString gather(int wanted) {
    if (gathering == null) {
      if (input.size() >= wanted) {
        ByteString slice = input.take(wanted);
        input = input.drop(wanted);
        return isFrame() && (isJoined || wanted < pieceBytes - pieceBytes / 4)
            ? slice.compact()
            : slice;
      }
      gathering = new Gathering(wanted, withoutAsking);
    }
    input = gathering.add(input);
    return gathering.isComplete() ? gathering.bytes() : null;
  }

  // A small one that waits must not hold a large piece of the input, and one of several pieces
  // would be put together anew by each that looks into it.
  private boolean isFrame() {
    return prefix.type() == WireFormat.FRAME;
  }

  private @Nullable Message finish(ByteString whole) {
    Message message = prefix.isIgnored() ? null : decode(whole);
    ignored += prefix.isIgnored() ? 1 : 0;
    if (message != null) {
      phase = phase.after(message);
      welcomed |= phase == Phase.WELCOMED;
      halfFloats |= message instanceof Message.Welcome welcome && welcome.halfFloats();
    }
    prefix.clear();
    gathering = null;
    body = null;
    return message;
  }

  private Message decode(ByteString whole) {
    if (prefix.type() == WireFormat.DENSITY_MAP && !halfFloats) {
      DensityCodec.checkEncoding(whole);
    }
    return prefix.isOversizedFrame()
        ? MessageDecoder.oversized(whole, prefix.bytesToDiscard())
        : WireCodec.decode(prefix.type(), whole, limits.maxMapCells());
  }

  private static String words(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}

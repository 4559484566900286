package throng.streams.wire;

import akka.util.ByteString;
import java.util.List;
import java.util.Optional;
import throng.streams.frame.CameraId;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;

/** One message of the protocol; docs/WIRE.md tells who sends which, and when. */
public sealed interface Message {

  /**
   * The edge's first message.
   *
   * @param oldestVersion the oldest protocol version that the edge speaks
   * @param newestVersion the newest
   * @param camera whose frames follow
   * @param instance random, chosen when the edge's process starts: tells a second connection of the
   *     same edge from another edge with the same names
   * @param width the pictures' width in pixels; 0: not known yet
   * @param height the pictures' height in pixels; 0: not known yet
   * @param halfFloats whether the edge takes density values as half floats
   * @param token the access token; empty: none
   * @param routing how it came to this node, and whether it may be sent to another
   */
  record Hello(
      int oldestVersion,
      int newestVersion,
      CameraId camera,
      long instance,
      Mode mode,
      int width,
      int height,
      boolean halfFloats,
      String token,
      Routing routing)
      implements Message {
    /** The hello of an edge that stays where it is. */
    public Hello(
        int oldestVersion,
        int newestVersion,
        CameraId camera,
        long instance,
        Mode mode,
        int width,
        int height,
        boolean halfFloats,
        String token) {
      this(
          oldestVersion,
          newestVersion,
          camera,
          instance,
          mode,
          width,
          height,
          halfFloats,
          token,
          Routing.FIXED);
    }

    /** Whether the same edge process has said the other one before it. */
    public boolean isNewerThan(Hello other) {
      return instance == other.instance && routing.attempt() - other.routing.attempt() > 0;
    }

    /** The same hello without its secret, for logs. */
    @Override
    public String toString() {
      return "Hello[" + camera + ", " + mode + ", " + width + " x " + height + "]";
    }
  }

  /**
   * A hello's way among several nodes.
   *
   * @param movable whether the edge may be sent elsewhere
   * @param redirects how often it was sent on, on its way here; from 1 on it is served, or refused
   *     without being sent on
   * @param attempt which of the camera's connections it is, of those of its instance
   * @param model the network wanted; empty: the node's choice
   */
  record Routing(boolean movable, int redirects, int attempt, String model) {
    /** Of an edge that connects to what its settings name, and to nothing else. */
    public static final Routing FIXED = new Routing(false, 0, 0, "");

    /** Whether a node may answer with another node. */
    public boolean mayBeRedirected() {
      return movable && redirects == 0;
    }
  }

  /**
   * The node's answer to a hello that it accepts.
   *
   * @param version the protocol version that both speak from here on
   * @param session the session's number, for logs on both sides
   * @param window how many unanswered frames the edge may have under way
   * @param maxFrameBytes the largest JPEG that is counted, in bytes
   * @param maxPixels the largest picture that is counted, in pixels
   * @param halfFloats whether density values come as half floats
   * @param members where the other nodes of its cluster take frames
   */
  record Welcome(
      int version,
      long session,
      int window,
      int maxFrameBytes,
      int maxPixels,
      boolean halfFloats,
      String modelName,
      String modelVersion,
      List<HostAndPort> members)
      implements Message {
    /** The welcome of a node that is alone. */
    public Welcome(
        int version,
        long session,
        int window,
        int maxFrameBytes,
        int maxPixels,
        boolean halfFloats,
        String modelName,
        String modelVersion) {
      this(
          version,
          session,
          window,
          maxFrameBytes,
          maxPixels,
          halfFloats,
          modelName,
          modelVersion,
          List.of());
    }
  }

  /**
   * The node's answer to a hello that it does not accept; the connection ends with it.
   *
   * @param target the node to connect to in its place; there where the code is {@link
   *     RefusedCode#MOVED}, and nowhere else
   */
  record Refused(RefusedCode code, String sentence, Optional<HostAndPort> target)
      implements Message {
    public Refused {
      if (target.isPresent() != (code == RefusedCode.MOVED)) {
        throw new IllegalArgumentException("A target belongs to MOVED alone: " + code);
      }
    }

    /** A refusal that names no other node. */
    public Refused(RefusedCode code, String sentence) {
      this(code, sentence, Optional.empty());
    }

    /** Sends the edge to {@code target}. */
    public static Refused moved(HostAndPort target) {
      return new Refused(
          RefusedCode.MOVED,
          "The GPU node at " + target + " has more room for this camera.",
          Optional.of(target));
    }
  }

  /** A picture to be counted. */
  record Frame(JpegFrame frame) implements Message {}

  /** Pictures from here on have this size, in pixels. */
  record SizeChanged(int width, int height) implements Message {}

  /** A frame's answer. */
  record Reply(FrameReply reply) implements Message {}

  /** Asks for a sign of life. */
  record Ping(long nonce) implements Message {}

  /** The sign of life. */
  record Pong(long nonce) implements Message {}

  /** The sender's last message; only after the welcome. */
  record Goodbye(GoodbyeReason reason, String sentence) implements Message {}

  /** Where the other nodes take frames, from here on; the whole list. */
  record Members(List<HostAndPort> places) implements Message {
    /** How many travel; of more the first ones do. */
    public static final int MOST = WireFormat.MAX_MEMBERS;
  }

  /**
   * Sends a camera that is connected to another node, once its frames under way are answered.
   *
   * @param drain whether the node is going down
   */
  record Move(boolean drain, HostAndPort target) implements Message {}

  /**
   * What a live camera would send if all of it were let in.
   *
   * @param milliFrames frames in a thousand seconds
   * @param pixels of one frame
   */
  record Demand(int milliFrames, int pixels) implements Message {}

  /** Another network counts this camera from here on. */
  record ModelChanged(String name, String version) implements Message {}

  /**
   * A node's first message in place of a hello: asks for a certificate, over TLS only.
   *
   * @param secret of a pairing code; empty: the connection shows a certificate, and a further one
   *     is asked for
   * @param publicKey which is to be certified (X.509, DER)
   * @param whom what the certificate is to be for: {@code edge} or {@code gpu-node}, whose name the
   *     code has; to renew, {@code edge/NAME} or {@code gpu-node/NAME}; {@code revoked}: who is let
   *     in no more, for a GPU node
   */
  record Pair(ByteString secret, ByteString publicKey, String whom) implements Message {
    /** The same without its secret, for logs. */
    @Override
    public String toString() {
      return "Pair[" + whom + "]";
    }
  }

  /**
   * The answer to it, and the last message.
   *
   * @param certificates the new one, then those that signed it, then the site's other authorities
   *     (X.509, DER); or the names that were asked for (UTF-8)
   */
  record Paired(List<ByteString> certificates) implements Message {
    public Paired {
      certificates = List.copyOf(certificates);
    }
  }

  /**
   * Never on the wire: what the decoder makes of a frame above the byte limit, whose JPEG it has
   * thrown away.
   *
   * @param bytes how long the JPEG was
   */
  record OversizedFrame(long sequence, long capturedNanos, long bytes) implements Message {}

  /** Whether its sender says nothing after it. */
  default boolean isLast() {
    return this instanceof Goodbye || this instanceof Refused || this instanceof Paired;
  }

  /** Protocol versions that this build speaks, oldest first. */
  List<Integer> VERSIONS = List.of(1);
}

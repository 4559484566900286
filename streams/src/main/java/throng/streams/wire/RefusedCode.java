package throng.streams.wire;

/** Why a node refuses a connection. */
public enum RefusedCode {
  /** No protocol version is spoken by both. */
  VERSION(1, true),
  /** The access token is missing or wrong. */
  TOKEN(2, true),
  /** Another edge with the same node and camera names is connected. */
  NAME_IN_USE(3, true),
  /** The first message is no hello, or a hello that breaks the format. */
  BAD_HELLO(4, true),
  /** The bytes are of another protocol. */
  NOT_THRONG(5, true),
  /** The hello did not come in time. */
  TOO_SLOW(6, false),
  /** The node is full, or shutting down: later, or elsewhere. */
  UNAVAILABLE(7, false),
  /** Another node, which is told, has more room for the camera. */
  MOVED(8, false),
  /** The edge's certificate is missing, or does not count. */
  CERTIFICATE(9, true),
  /** The node has no network of the name that the camera asks for. */
  MODEL(10, false);

  private final int code;
  private final boolean isFinal;

  RefusedCode(int code, boolean isFinal) {
    this.code = code;
    this.isFinal = isFinal;
  }

  /** The code's number on the wire. */
  public int code() {
    return code;
  }

  /** Whether trying again cannot help until somebody changes a setting. */
  public boolean isFinal() {
    return isFinal;
  }
}

package throng.streams.wire;

/** Why a side ends a connection after the welcome. */
public enum GoodbyeReason {
  /** Nothing more to send; what is under way is still answered. */
  DONE(1),
  /** A newer connection of the same camera and instance took this one's place. */
  REPLACED(2),
  /** The node is going down. */
  SHUTTING_DOWN(3),
  /** The peer broke the protocol. */
  PROTOCOL_ERROR(4),
  /** A message was not complete in time, an answer did not come, or the peer does not read. */
  TOO_SLOW(5),
  /** Nothing came for too long. */
  SILENT(6),
  /** A frame was so far above the byte limit that it is not even thrown away. */
  FRAME_TOO_LARGE(7),
  /** The node has no memory for the peer's message now. */
  UNAVAILABLE(8),
  /** The peer's certificate does not count any more. */
  REVOKED(9);

  private final int code;

  GoodbyeReason(int code) {
    this.code = code;
  }

  /** The reason's number on the wire. */
  public int code() {
    return code;
  }
}

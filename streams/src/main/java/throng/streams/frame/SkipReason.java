package throng.streams.frame;

/** Why a frame got no count. */
public enum SkipReason {
  /** More frames waited than the node may hold. */
  OVERLOADED(1),
  /** Its answer would have come too late to be worth having. */
  EXPIRED(2),
  /** Its bytes are no picture that the node can decode. */
  UNDECODABLE(3),
  /** It is above the node's limit of bytes or pixels. */
  TOO_LARGE(4),
  /** The network failed on this very picture. */
  MODEL_FAILED(5),
  /** The node went down before it was this frame's turn. */
  SHUTTING_DOWN(6),
  /** The edge's own: three connections broke while this frame was under way. Never on the wire. */
  GIVEN_UP(0);

  private final int code;

  SkipReason(int code) {
    this.code = code;
  }

  /** The reason's number on the wire; 0: never sent. */
  public int code() {
    return code;
  }

  /** Whether a lossless frame that got this answer is to be sent again. */
  public boolean isWorthAnotherTry() {
    return this == OVERLOADED || this == SHUTTING_DOWN;
  }
}

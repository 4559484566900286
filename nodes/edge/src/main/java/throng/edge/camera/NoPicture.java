package throng.edge.camera;

/** What is sent in place of a picture that there is none of: the node answers UNDECODABLE. */
final class NoPicture {
  private NoPicture() {}

  /** The two bytes that begin a JPEG, and nothing behind them. */
  static byte[] bytes() {
    return new byte[] {(byte) 0xFF, (byte) 0xD8};
  }
}

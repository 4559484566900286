package throng.edge.camera;

/**
 * Finds where a picture ends among the bytes that follow it, without decoding. One picture's.
 *
 * <p>Fed as the bytes come.
 */
sealed interface PictureScan permits JpegScan, StillScan {
  /** More bytes are needed, or the picture does not tell its length. */
  int UNKNOWN = -1;

  /**
   * The length of the picture; {@link #UNKNOWN} if it goes on.
   *
   * @param from where the picture begins
   * @param to behind the last byte that is there; never less than before
   */
  int length(byte[] bytes, int from, int to);

  /** Whether the picture that begins at {@code from} may end at {@code end}, as its sender says. */
  boolean mayEnd(byte[] bytes, int from, int end);
}

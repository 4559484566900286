package throng.edge.camera;

/** A JPEG that was encoded here, and the size of its picture in pixels. */
final class EncodedPicture {
  private final byte[] jpeg;
  private final int width;
  private final int height;

  /**
   * @param jpeg never touched again by the caller
   */
  EncodedPicture(byte[] jpeg, int width, int height) {
    this.jpeg = jpeg;
    this.width = width;
    this.height = height;
  }

  byte[] jpeg() {
    return jpeg;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}

package throng.actors.inference;

/**
 * Height and width, in pixels, of what the network is given: pictures of one size share a batch.
 */
public record TensorSize(int height, int width) {
  public long pixels() {
    return (long) height * width;
  }
}

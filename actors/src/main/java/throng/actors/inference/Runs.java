package throng.actors.inference;

/**
 * What a picture is to the network: {@code count} runs, each of one {@code size}. More than one: it
 * is cut into tiles, between which other pictures are run.
 */
public record Runs(TensorSize size, int count) {
  /** What is no picture. */
  public static final Runs NONE = new Runs(new TensorSize(0, 0), 0);

  public boolean areTiles() {
    return count > 1;
  }
}

package throng.edge.output;

import akka.util.ByteString;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import throng.streams.flow.Outcome;

/** Draws outcomes for viewers elsewhere: JPEGs of the picture with its map over it, above a bar. */
public final class ServedOverlay implements View {
  private final int quality;
  private final BooleanSupplier wanted;
  private final Consumer<ByteString> viewers;
  private final Runnable ended;
  private final Overlay overlay;

  /**
   * @param scene what the bar says
   * @param quality of the JPEGs, 1 to 100
   * @param wanted whether it is worth drawing
   */
  public ServedOverlay(
      Scene scene,
      int quality,
      BooleanSupplier wanted,
      Consumer<ByteString> viewers,
      Runnable ended) {
    this.overlay = scene.overlay();
    this.quality = quality;
    this.wanted = wanted;
    this.viewers = viewers;
    this.ended = ended;
  }

  @Override
  public void show(Outcome outcome) throws IOException {
    if (wanted.getAsBoolean()) {
      viewers.accept(Jpeg.encode(overlay.drawWithBar(outcome), quality));
    }
  }

  @Override
  public void close() {
    ended.run();
    overlay.close();
  }
}

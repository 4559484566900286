package throng.edge.output;

import akka.util.ByteString;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import throng.streams.flow.Outcome;

/** Draws outcomes for viewers elsewhere: JPEGs of the picture with its map and count over it. */
public final class ServedOverlay implements View {
  private final int quality;
  private final BooleanSupplier wanted;
  private final Consumer<ByteString> viewers;
  private final Runnable ended;
  private final Overlay overlay = new Overlay();

  /**
   * @param quality of the JPEGs, 1 to 100
   * @param wanted whether it is worth drawing
   */
  public ServedOverlay(
      int quality, BooleanSupplier wanted, Consumer<ByteString> viewers, Runnable ended) {
    this.quality = quality;
    this.wanted = wanted;
    this.viewers = viewers;
    this.ended = ended;
  }

  @Override
  public void show(Outcome outcome) throws IOException {
    if (wanted.getAsBoolean()) {
      viewers.accept(Jpeg.encode(overlay.draw(outcome), quality));
    }
  }

  @Override
  public void close() {
    ended.run();
    overlay.close();
  }
}

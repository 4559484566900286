package throng.edge.output;

import java.awt.Dimension;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import throng.edge.output.window.Tile;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;

/**
 * Draws a camera's outcomes for its tile, at the size that it has on the screen and no more often
 * than eyes follow. A picture without a count is shown only where there has been none for long:
 * until then the last count stays with the picture that it belongs to.
 */
final class TileView implements View {
  private static final long LEAST_APART = TimeUnit.SECONDS.toNanos(1) / 30;

  /** What is drawn. */
  enum Kind {
    /** The picture with its map over it. */
    OVERLAY,
    /** The picture alone. */
    PICTURE,
    /** The map alone. */
    DENSITY
  }

  private final Kind kind;
  private final Scene scene;
  private final Tile tile;
  private final TileCaption caption;
  private final Overlay overlay;
  private final LongSupplier nanos;
  private @Nullable Outcome waiting;
  private boolean hasDrawn;
  private long drawnAt;

  /**
   * @param nanos a clock like {@link System#nanoTime}
   */
  TileView(Kind kind, Scene scene, Tile tile, TileCaption caption, LongSupplier nanos) {
    this.kind = kind;
    this.scene = scene;
    this.tile = tile;
    this.caption = caption;
    this.overlay = scene.overlay();
    this.nanos = nanos;
  }

  @Override
  public void show(Outcome outcome) {
    boolean isCounted =
        outcome.reply() instanceof DensityMap map
            && (map.values().length > 0 || kind == Kind.PICTURE);
    if (isCounted || (kind != Kind.DENSITY && scene.status().notice().isPresent())) {
      waiting = outcome;
    }
    if (!hasDrawn || nanos.getAsLong() - drawnAt >= LEAST_APART) {
      drawWaiting();
    }
  }

  @Override
  public void everySecond() {
    drawWaiting();
  }

  @Override
  public void close() {
    drawWaiting();
    overlay.close();
  }

  private void drawWaiting() {
    Outcome outcome = waiting;
    waiting = null;
    if (outcome == null || !tile.isOpen()) {
      return;
    }
    hasDrawn = true;
    drawnAt = nanos.getAsLong();
    Mat drawn = draw(outcome);
    caption.shows(outcome);
    tile.show(
        drawn.cols(),
        drawn.rows(),
        pixels -> drawn.<ByteBuffer>createBuffer().get(pixels, 0, pixels.length));
  }

  private Mat draw(Outcome outcome) {
    Dimension room = tile.room();
    Letterbox box = new Letterbox(Math.max(1, room.width), Math.max(1, room.height));
    return switch (kind) {
      case OVERLAY -> overlay.drawWithin(outcome, box);
      case PICTURE -> overlay.plain(outcome, box);
      case DENSITY ->
          outcome.reply() instanceof DensityMap map
              ? overlay.heatWithin(outcome, map, box)
              : overlay.plain(outcome, box);
    };
  }
}

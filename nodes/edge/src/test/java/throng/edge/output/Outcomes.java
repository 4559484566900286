package throng.edge.output;

import akka.util.ByteString;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;

/** Outcomes for tests. */
final class Outcomes {
  /** 2026-11-01T12:30:05.250Z. */
  static final long CAPTURED_MILLIS = 1_793_536_205_250L;

  private Outcomes() {}

  /** A grey JPEG. */
  static ByteString jpeg(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(100, 100, 100));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.fromArray(out.toByteArray());
  }

  static Picture picture(ByteString jpeg, int width, int height, String name, double position) {
    return new Picture(
        jpeg,
        width,
        height,
        1_000_000_000L + (long) (position * 1e9),
        CAPTURED_MILLIS,
        name,
        position < 0 ? OptionalDouble.empty() : OptionalDouble.of(position),
        OptionalInt.empty());
  }

  static Outcome outcome(long sequence, Picture picture, @Nullable FrameReply reply) {
    return new Outcome(new CapturedFrame(sequence, picture), reply, 83_400_000L);
  }

  static Outcome counted(long sequence, Picture picture, DensityMap map) {
    return outcome(sequence, picture, map);
  }

  static Outcome skipped(long sequence, Picture picture, SkipReason reason) {
    return outcome(sequence, picture, new Skipped(sequence, reason, "because."));
  }

  static DensityMap map(int rows, int columns, float... values) {
    double count = 0;
    for (float value : values) {
      count += value;
    }
    return new DensityMap(
        0, 0, rows, columns, count, values, new DensityMap.Timing(1500, 2000, 30_250, 4));
  }

  /** A map of 6 × 8 cells with one hot cell. */
  static DensityMap oneHot(int row, int column) {
    return oneHot(row, column, 1);
  }

  /** The same with so many people in it. */
  static DensityMap oneHot(int row, int column, float people) {
    float[] values = new float[48];
    values[row * 8 + column] = people;
    return map(6, 8, values);
  }

  /** Draws pictures of a camera named door, whose densest colour stands for 20 people. */
  static Overlay overlay() {
    return new Overlay(new OutcomeText("door", true, ZoneOffset.UTC), new DensityScale(20));
  }
}

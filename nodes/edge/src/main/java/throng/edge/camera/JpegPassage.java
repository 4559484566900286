package throng.edge.camera;

import akka.util.ByteString;
import java.util.Optional;
import java.util.OptionalDouble;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegDamage;
import throng.streams.frame.JpegFacts;
import throng.streams.frame.JpegHeader;

/**
 * Passes a source's JPEGs on byte for byte.
 *
 * <p>In place of a live source's that is damaged goes what is no picture. The exceptions: a JPEG
 * without Huffman tables gets the standard ones, since others could not decode it; and where
 * another size or grey is asked for, or it is stored turned or no JPEG, it is decoded and encoded
 * again. One thread.
 */
final class JpegPassage implements AutoCloseable {
  private final PictureSettings settings;
  private final TurnNotice notice;
  private final JpegShaper shaper;
  private int width = 1;
  private int height = 1;

  JpegPassage(PictureSettings settings, TurnNotice notice) {
    this.settings = settings;
    this.notice = notice;
    this.shaper = new JpegShaper(settings);
  }

  /** The size of a picture that does not say its own. */
  void expect(int width, int height) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
  }

  /** Width of the last JPEG, as it is stored. */
  int width() {
    return width;
  }

  /** Height of the last JPEG, as it is stored. */
  int height() {
    return height;
  }

  /**
   * @param bytes never touched again by the caller
   */
  Picture picture(byte[] bytes, Display display, Exposure exposure, OptionalDouble position) {
    if (!PictureHeader.isJpeg(bytes)) {
      return shaped(
          mayBeDecoded(bytes, display) ? bytes : NoPicture.bytes(), display, exposure, position);
    }
    Optional<JpegFacts> facts = JpegFacts.of(ByteString.fromArrayUnsafe(bytes));
    if (facts.isPresent() && !mayBeDecoded(facts.get(), display)) {
      return exposure.of(NoPicture.bytes(), width, height, position);
    }
    boolean lacksTables = facts.isPresent() && facts.get().lacksHuffmanTables();
    byte[] jpeg = lacksTables ? StandardHuffmanTables.insert(bytes) : bytes;
    Optional<JpegHeader> header = facts.map(JpegFacts::header);
    header.ifPresent(own -> expect(own.width(), own.height()));
    if (display.isPlain() && settings.leaves(header)) {
      // A camera's cable damages them; a film's have lain in their file, and the node looks too.
      boolean isDamaged = settings.live() && JpegDamage.isIn(ByteString.fromArrayUnsafe(jpeg));
      return exposure.of(isDamaged ? NoPicture.bytes() : jpeg, width, height, position);
    }
    return shaped(jpeg, display, exposure, position);
  }

  private Picture shaped(
      byte[] picture, Display display, Exposure exposure, OptionalDouble position) {
    EncodedPicture shaped = shaper.reshape(picture, display);
    if (shaped == null) {
      return exposure.of(NoPicture.bytes(), width, height, position);
    }
    if (!display.isPlain() && PictureHeader.isJpeg(picture)) {
      notice.turned("", display);
    }
    return exposure.of(shaped.jpeg(), shaped.width(), shaped.height(), position);
  }

  private boolean mayBeDecoded(JpegFacts jpeg, Display display) {
    return settings.limits().allow(jpeg)
        && display.squarePixels(jpeg.header().pixels()) <= settings.limits().maxFilePixels();
  }

  /** A peer's picture is decoded only where its size is known before. */
  private boolean mayBeDecoded(byte[] other, Display display) {
    long pixels = PictureHeader.pixels(other);
    return pixels > 0 && display.squarePixels(pixels) <= settings.limits().maxFilePixels();
  }

  @Override
  public void close() {
    shaper.close();
  }
}

package throng.gpu.model;

import akka.util.ByteString;
import org.bytedeco.javacpp.BytePointer;
import throng.streams.frame.JpegDamage;
import throng.streams.frame.JpegFacts;

/**
 * Tells a picture of which the codec had not all data.
 *
 * <p>Reading every JPEG's codes takes nearly half of the time that decoding it takes. But libjpeg
 * leaves grey what it has no more data for, to the picture's last pixel: so where that is of
 * another brightness nothing is read. Unless each scan is of the whole picture, or there are four
 * inks, which become a colour otherwise.
 */
final class MissingData {
  private static final int GREY = 128;
  private static final int ROUNDING = 2;
  private static final int SHADES = 256;

  // ITU-R BT.601, of 256.
  private static final int RED_SHARE = 77;
  private static final int GREEN_SHARE = 150;
  private static final int BLUE_SHARE = 29;

  private MissingData() {}

  /**
   * Whether the JPEG is cut short, or damaged in such a way that its data ended too early.
   *
   * @param lastPixel of what the codec made of it, at any reduction
   */
  static boolean isIn(ByteString jpeg, JpegFacts facts, BytePointer lastPixel, Colour colour) {
    boolean mayBe =
        facts.header().components() > 3 || facts.mayHaveManyScans() || isGrey(lastPixel, colour);
    return mayBe && JpegDamage.isIn(jpeg);
  }

  private static boolean isGrey(BytePointer pixel, Colour colour) {
    int brightness =
        switch (colour) {
          case GREY -> at(pixel, 0);
          case RGB -> brightness(at(pixel, 0), at(pixel, 1), at(pixel, 2));
          case BGR -> brightness(at(pixel, 2), at(pixel, 1), at(pixel, 0));
        };
    return Math.abs(brightness - GREY) <= ROUNDING;
  }

  private static int brightness(int red, int green, int blue) {
    return (RED_SHARE * red + GREEN_SHARE * green + BLUE_SHARE * blue) / SHADES;
  }

  private static int at(BytePointer pixel, int channel) {
    return Byte.toUnsignedInt(pixel.get(channel));
  }
}

package throng.streams.frame;

import akka.util.ByteString;

/**
 * Tells a JPEG that is damaged, which decoders make a picture of all the same: they fill up what is
 * missing with grey, or with what comes next.
 *
 * <p>Its codes are read to the picture's end, without decoding. Damage is a code that its table
 * does not have, a coefficient behind the last one of its block, a block that is brighter than
 * white or darker than black, data that ends before the picture does, an end marker that is
 * missing, and a restart marker that is not the next one. No damage are fill bytes, bytes left over
 * between the last code and the next marker, which some cameras write, and whatever follows the end
 * marker. A few wrong bits may go unnoticed where all that follows still fits.
 */
public final class JpegDamage {
  private JpegDamage() {}

  /**
   * Whether the JPEG is damaged. Not told of what has no {@link JpegHeader}, is coded
   * arithmetically, or lacks Huffman tables: that is for the decoder to refuse.
   *
   * <p>Takes time as its decoding does, about a third of it, and a byte for eight pixels where the
   * JPEG is progressive: what may not be decoded is not to be asked about.
   */
  public static boolean isIn(ByteString jpeg) {
    return JpegStart.of(jpeg)
        .filter(JpegStart::isHuffmanCoded)
        .map(start -> !new JpegWalk(jpeg.toArrayUnsafe(), start).isWhole())
        .orElse(false);
  }
}

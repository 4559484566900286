package throng.streams.testing;

import akka.util.ByteString;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** JPEGs as no camera writes them, made from those of the JDK's encoder. */
public final class OddJpegs {
  private static final int START_OF_SCAN = 0xDA;
  private static final ByteString SMALL_FRAME =
      hex("ffc0 0011 08 0010 0010 03 01 22 00 02 11 01 03 11 01");

  private OddJpegs() {}

  /** An ordinary baseline JPEG: colour, one scan. */
  public static ByteString baseline(int width, int height) {
    return encoded(width, height, false);
  }

  /** A progressive JPEG of several scans. */
  public static ByteString progressive(int width, int height) {
    return encoded(width, height, true);
  }

  /** A progressive JPEG of four components, as a printing house has it. */
  public static ByteString printed(int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, new int[] {x * 7 & 0xFF, y * 5 & 0xFF, (x ^ y) & 0xFF, 200});
      }
    }
    return encoded(new IIOImage(raster, null, null), true);
  }

  /** The same JPEG whose components have these sampling factors, the horizontal ones first. */
  public static ByteString withFactors(ByteString jpeg, int... factors) {
    byte[] bytes = jpeg.toArray();
    int first = frame(bytes) + 11;
    for (int i = 0; i < factors.length; i++) {
      bytes[first + 3 * i] = (byte) factors[i];
    }
    return ByteString.fromArray(bytes);
  }

  /** The same JPEG whose frame header says another size. */
  public static ByteString withSize(ByteString jpeg, int width, int height) {
    byte[] bytes = jpeg.toArray();
    int frame = frame(bytes);
    bytes[frame + 5] = (byte) (height >> 8);
    bytes[frame + 6] = (byte) height;
    bytes[frame + 7] = (byte) (width >> 8);
    bytes[frame + 8] = (byte) width;
    return ByteString.fromArray(bytes);
  }

  /**
   * A JPEG of this size, hidden from a reader who takes FF 00 for a marker with a length: that one
   * finds a frame of 16 x 16 behind it.
   */
  public static ByteString hidden(ByteString jpeg) {
    ByteString hidden = jpeg.drop(2);
    return hex("ffd8 ff00")
        .concat(hex("%04x".formatted(hidden.size() + 2)))
        .concat(hidden)
        .concat(SMALL_FRAME)
        .concat(hex("ffd9"));
  }

  /** The same JPEG with {@code bytes}, in hexadecimal digits, behind its first {@code position}. */
  public static ByteString with(ByteString jpeg, int position, String bytes) {
    return jpeg.take(position).concat(hex(bytes)).concat(jpeg.drop(position));
  }

  /** A progressive JPEG with its last scan so many times more, as a bomb of scans has it. */
  public static ByteString repeatLastScan(ByteString progressive, int times) {
    byte[] bytes = progressive.toArray();
    int last = bytes.length - 2;
    while ((bytes[last] & 0xFF) != 0xFF || (bytes[last + 1] & 0xFF) != START_OF_SCAN) {
      last--;
    }
    ByteString scan = progressive.slice(last, bytes.length - 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(progressive.dropRight(2).toArray());
    for (int i = 0; i < times; i++) {
      out.writeBytes(scan.toArray());
    }
    out.writeBytes(progressive.takeRight(2).toArray());
    return ByteString.fromArray(out.toByteArray());
  }

  /** Where the frame header's marker stands. */
  public static int frame(byte[] jpeg) {
    int position = 2;
    while (jpeg[position + 1] != (byte) 0xC0 && jpeg[position + 1] != (byte) 0xC2) {
      position += 2 + ((jpeg[position + 2] & 0xFF) << 8 | jpeg[position + 3] & 0xFF);
    }
    return position;
  }

  /** Bytes by their hexadecimal digits; blanks are as nothing. */
  public static ByteString hex(String digits) {
    return ByteString.fromArray(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  private static ByteString encoded(int width, int height, boolean isProgressive) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, (x * 7 & 0xFF) << 16 | (y * 5 & 0xFF) << 8 | (x ^ y) & 0xFF);
      }
    }
    return encoded(new IIOImage(picture, null, null), isProgressive);
  }

  private static ByteString encoded(IIOImage picture, boolean isProgressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream target = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(target);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(
          isProgressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.write(null, picture, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return ByteString.fromArray(out.toByteArray());
  }
}

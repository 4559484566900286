package throng.gpu.web.live;

import akka.util.ByteString;
import akka.util.ByteStringBuilder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import throng.actors.counts.Counted;

/**
 * A counted picture as the live socket's binary message; docs/PAGE.md draws it. The picture's bytes
 * are not copied.
 */
final class PictureMessage {
  private static final int PICTURE = 1;

  private PictureMessage() {}

  /**
   * @param people that were counted
   * @param heat where they are
   * @param ageMillis since the picture came
   * @param withPicture whether its JPEG may be shown
   */
  static ByteString of(
      Counted counted, double people, HeatBytes heat, long ageMillis, boolean withPicture) {
    ByteString jpeg = withPicture ? counted.frame().jpeg() : ByteString.emptyByteString();
    byte[] name = counted.camera().toString().getBytes(StandardCharsets.UTF_8);
    ByteOrder order = ByteOrder.BIG_ENDIAN;
    ByteStringBuilder head = new ByteStringBuilder();
    head.putByte((byte) PICTURE);
    head.putByte((byte) 0);
    head.putShort(name.length, order);
    head.putInt(jpeg.size(), order);
    head.putShort(heat.rows(), order);
    head.putShort(heat.columns(), order);
    head.putFloat((float) people, order);
    head.putInt((int) Math.min(Integer.MAX_VALUE, ageMillis), order);
    head.putShort(counted.frame().width(), order);
    head.putShort(counted.frame().height(), order);
    return head.result().concat(ByteString.fromArrayUnsafe(name)).concat(jpeg).concat(heat.cells());
  }
}

package throng.gpu.publish.mqtt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import throng.streams.frame.CameraId;

/**
 * Names as Home Assistant's ids, which have no dots: the same for ever, whatever else there is, and
 * never the same for two. What would be ambiguous has a part of its name's digest at its end.
 */
final class Names {
  private static final int DIGEST_BYTES = 4;

  private Names() {}

  /** A camera's: {@code throng_<node>_<camera>}. */
  static String device(CameraId camera) {
    String plain = "throng_" + camera.node() + "_" + camera.camera();
    // Without an underscore in the node's name it is clear where that ends.
    boolean isClear = !camera.node().contains("_") && !plain.contains(".");
    return isClear ? plain : plain.replace('.', '_') + "_" + digest(camera.toString());
  }

  /** A zone's or an alert's within its camera. */
  static String part(String name) {
    return name.contains(".") ? name.replace('.', '_') + "_" + digest(name) : name;
  }

  private static String digest(String name) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

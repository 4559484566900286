package throng.bench;

import com.typesafe.config.ConfigUtil;
import java.util.function.UnaryOperator;
import throng.actors.inference.ServedModel;
import throng.gpu.GpuNodeHere;

/** A GPU node in this process, all of it as its program is, listening on loopback. */
final class GpuSide implements AutoCloseable {
  /** Names {@link PixelTimed}. */
  static final String PIXEL_TIMED = "pixel-timed";

  private final GpuNodeHere node;

  private GpuSide(GpuNodeHere node) {
    this.node = node;
  }

  /** One that serves {@code builtin}, a folder, {@code constant…} or {@link #PIXEL_TIMED}. */
  static GpuSide start(String model) {
    return start(model, "");
  }

  /**
   * @param varied further settings, in HOCON
   */
  static GpuSide start(String model, String varied) {
    boolean isTimed = model.equals(PIXEL_TIMED);
    String named = ConfigUtil.quoteString(isTimed ? "constant" : model);
    UnaryOperator<ServedModel> network = isTimed ? PixelTimed::new : UnaryOperator.identity();
    return new GpuSide(
        GpuNodeHere.start("throng.gpu-node.model = " + named + "\n" + varied, network));
  }

  /** Host and port. */
  String address() {
    return node.address();
  }

  /** What it serves, with the decoder and the session settings that it uses. */
  ServedModel model() {
    return node.model();
  }

  @Override
  public void close() {
    node.close();
  }
}

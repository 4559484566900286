package throng.gpu.model;

import java.util.List;
import java.util.Optional;
import throng.actors.inference.TensorSize;

/**
 * What the network wants to be given, from {@code input} of {@code model.conf}.
 *
 * @param mean subtracted from each channel, in steps of 0 to 255
 * @param deviation what the difference is divided by, likewise
 * @param multiple height and width are brought to the nearest multiple of this
 * @param largestSide pictures with a longer side are cut into tiles
 * @param overlap how far tiles overlap, in pixels
 * @param size the only size that the network takes, if it takes but one
 */
record InputConf(
    String name,
    Layout layout,
    PixelType type,
    Colour colour,
    List<Double> mean,
    List<Double> deviation,
    int multiple,
    int largestSide,
    int overlap,
    Optional<TensorSize> size) {

  static InputConf from(ModelKeys keys) {
    Colour colour = keys.oneOf("input.colour", Colour.class);
    PixelType type = keys.oneOf("input.type", PixelType.class);
    int multiple = keys.between("input.multiple", 1, 1024);
    InputConf conf =
        new InputConf(
            keys.name("input.name"),
            keys.oneOf("input.layout", Layout.class),
            type,
            colour,
            keys.numbers("input.mean", colour.channels()),
            keys.numbers("input.deviation", colour.channels()),
            multiple,
            keys.between("input.largest-side", multiple, 65_536),
            keys.between("input.overlap", 0, 65_536),
            keys.size("input.size"));
    conf.check(keys);
    return conf;
  }

  private void check(ModelKeys keys) {
    if (deviation.contains(0.0)) {
      throw keys.wrong("input.deviation", "must not be 0: pixels are divided by it");
    }
    boolean plain = mean.stream().allMatch(m -> m == 0) && deviation.stream().allMatch(d -> d == 1);
    if (type == PixelType.UINT8 && !plain) {
      throw keys.wrong(
          "input.type", "is uint8, so mean must be 0 and deviation 1: bytes stay bytes");
    }
    if (size.isPresent() && isOffMultiple(size.get())) {
      throw keys.wrong("input.size", "must be a multiple of input.multiple, which is " + multiple);
    }
    if (2 * overlap > tileSide() && size.isEmpty()) {
      throw keys.wrong("input.overlap", "must be at most half of input.largest-side");
    }
  }

  private boolean isOffMultiple(TensorSize wanted) {
    return wanted.height() % multiple != 0 || wanted.width() % multiple != 0;
  }

  /** The longest side of a tile: the largest side, rounded down to the multiple. */
  int tileSide() {
    return largestSide / multiple * multiple;
  }

  /** The input that a picture of this size, in pixels, becomes. */
  TensorSize tensorSize(int width, int height) {
    return size.orElseGet(() -> new TensorSize(nearest(height), nearest(width)));
  }

  private int nearest(int pixels) {
    return Math.max(1, (pixels + multiple / 2) / multiple) * multiple;
  }

  /** Bytes of one picture of this size. */
  long bytes(TensorSize tensor) {
    return tensor.pixels() * colour.channels() * type.bytes();
  }

  /** The input's dimensions for a batch of pictures. */
  long[] shape(int batch, TensorSize tensor) {
    return layout == Layout.NHWC
        ? new long[] {batch, tensor.height(), tensor.width(), colour.channels()}
        : new long[] {batch, colour.channels(), tensor.height(), tensor.width()};
  }

  /** Whether OpenCV's own order of bytes is the network's, so that it may decode straight in. */
  boolean isAsDecoded() {
    return type == PixelType.UINT8 && (layout == Layout.NHWC || colour == Colour.GREY);
  }
}

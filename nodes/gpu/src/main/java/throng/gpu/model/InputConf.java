package throng.gpu.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import throng.actors.inference.TensorSize;
import throng.streams.settings.Block;

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

  static InputConf from(Block input) {
    Colour colour = input.oneOf("colour", Colour.class);
    int multiple = input.whole("multiple", 1, 1024);
    InputConf conf =
        new InputConf(
            input.filled("name"),
            input.oneOf("layout", Layout.class),
            input.oneOf("type", PixelType.class),
            colour,
            channels(input, "mean", colour.channels()),
            channels(input, "deviation", colour.channels()),
            multiple,
            input.whole("largest-side", multiple, 65_536),
            input.whole("overlap", 0, 65_536),
            input
                .unless("any", "size", input::pixels)
                .map(size -> new TensorSize(size.height(), size.width())));
    conf.check(input);
    return conf;
  }

  /** One number a channel; a single one holds for all. */
  private static List<Double> channels(Block input, String key, int channels) {
    List<Double> numbers = input.numbers(key);
    if (numbers.size() == 1) {
      return Collections.nCopies(channels, numbers.get(0));
    }
    if (numbers.size() != channels) {
      throw input.wrong(key, "must hold one number, or one a channel: " + channels);
    }
    return numbers;
  }

  private void check(Block input) {
    if (deviation.contains(0.0)) {
      throw input.wrong("deviation", "must not be 0: pixels are divided by it");
    }
    boolean plain = mean.stream().allMatch(m -> m == 0) && deviation.stream().allMatch(d -> d == 1);
    if (type == PixelType.UINT8 && !plain) {
      throw input.wrong(
          "type", "must be float32 unless mean is 0 and deviation 1: bytes stay bytes");
    }
    if (size.isPresent() && isOffMultiple(size.get())) {
      throw input.wrong("size", "must be a multiple of input.multiple, which is " + multiple);
    }
    if (2 * overlap > tileSide() && size.isEmpty()) {
      throw input.wrong("overlap", "must be at most half of input.largest-side");
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

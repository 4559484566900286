package throng.gpu.model;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.actors.inference.TensorSize;

/**
 * Brings decoded bytes to the network's layout and type.
 *
 * <p>Since a channel has 256 values, (pixel − mean) ÷ deviation is a table, computed in double.
 */
final class Normalisation {
  private final InputConf input;
  private final int channels;
  private final List<Mat> tables = new ArrayList<>();

  Normalisation(InputConf input) {
    this.input = input;
    this.channels = input.colour().channels();
    if (input.type() == PixelType.FLOAT32 && input.layout() == Layout.NHWC) {
      tables.add(table(0, channels));
    } else if (input.type() == PixelType.FLOAT32) {
      for (int channel = 0; channel < channels; channel++) {
        tables.add(table(channel, 1));
      }
    }
  }

  /** Writes {@code picture}, in bytes and of the tensor's size, to the network's input. */
  void write(Mat picture, DecodeScratch scratch, BytePointer target, TensorSize size) {
    if (input.isAsDecoded()) {
      try (Mat whole = view(target, size, CV_8UC(channels))) {
        picture.copyTo(whole);
      }
    } else if (input.layout() == Layout.NHWC) {
      try (Mat whole = view(target, size, CV_32FC(channels))) {
        LUT(picture, tables.get(0), whole);
      }
    } else {
      writePlanes(picture, scratch, target, size);
    }
  }

  private void writePlanes(
      Mat picture, DecodeScratch scratch, BytePointer target, TensorSize size) {
    int height = size.height();
    boolean bytes = input.type() == PixelType.UINT8;
    TensorSize all = new TensorSize(channels * height, size.width());
    try (Mat planes = view(target, all, bytes ? CV_8UC(1) : CV_32FC(1))) {
      for (int channel = 0; channel < channels; channel++) {
        try (Mat plane = planes.rowRange(channel * height, (channel + 1) * height)) {
          writePlane(picture, scratch, plane, channel);
        }
      }
    }
  }

  private void writePlane(Mat picture, DecodeScratch scratch, Mat plane, int channel) {
    if (input.type() == PixelType.UINT8) {
      extractChannel(picture, plane, channel);
    } else {
      extractChannel(picture, scratch.plane, channel);
      LUT(scratch.plane, tables.get(channel), plane);
    }
  }

  /** The memory as an OpenCV picture, not copied. */
  static Mat view(BytePointer memory, TensorSize size, int type) {
    return new Mat(size.height(), size.width(), type, memory);
  }

  private Mat table(int first, int width) {
    Mat table = new Mat(1, 256, CV_32FC(width));
    FloatBuffer values = table.createBuffer();
    for (int value = 0; value < 256; value++) {
      for (int channel = first; channel < first + width; channel++) {
        values.put((float) ((value - input.mean().get(channel)) / input.deviation().get(channel)));
      }
    }
    return table;
  }
}

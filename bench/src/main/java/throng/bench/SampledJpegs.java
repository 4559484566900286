package throng.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_420;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_422;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import throng.streams.camera.Picture;

/** The same pictures of 640 × 480 as JPEGs of one sampling; photographs where they are here. */
record SampledJpegs(String name, List<ByteString> jpegs) {
  private static final Path PHOTOGRAPHS = Path.of("../shared/data/crowd/part_B/images");
  private static final int PICTURES = 20;
  private static final int QUALITY = 90;

  static List<SampledJpegs> all() throws Exception {
    List<ByteString> pictures = pictures();
    return List.of(
        of("4:2:0", pictures, IMWRITE_JPEG_SAMPLING_FACTOR_420, 0),
        of("4:2:2", pictures, IMWRITE_JPEG_SAMPLING_FACTOR_422, 0),
        of("4:4:4", pictures, IMWRITE_JPEG_SAMPLING_FACTOR_444, 0),
        of("4:2:2, a restart each row", pictures, IMWRITE_JPEG_SAMPLING_FACTOR_422, 40));
  }

  double meanBytes() {
    return jpegs.stream().mapToInt(ByteString::size).average().orElse(0);
  }

  private static List<ByteString> pictures() throws Exception {
    if (!Files.isDirectory(PHOTOGRAPHS)) {
      return Footage.crowd(640, 480, PICTURES).stream().map(Picture::jpeg).toList();
    }
    List<ByteString> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.list(PHOTOGRAPHS)) {
      for (Path file : files.sorted().limit(PICTURES).toList()) {
        pictures.add(ByteString.fromArray(Files.readAllBytes(file)));
      }
    }
    return pictures;
  }

  private static SampledJpegs of(String name, List<ByteString> pictures, int factors, int restart)
      throws IOException {
    List<ByteString> jpegs = new ArrayList<>();
    for (ByteString picture : pictures) {
      jpegs.add(encoded(picture, factors, restart));
    }
    return new SampledJpegs(name, jpegs);
  }

  private static ByteString encoded(ByteString picture, int factors, int restart)
      throws IOException {
    try (BytePointer bytes = new BytePointer(picture.toArray());
        Mat source = new Mat(1, picture.size(), CV_8UC1, bytes);
        Mat whole = imdecode(source, IMREAD_COLOR);
        Mat scaled = new Mat();
        Size size = new Size(640, 480);
        BytePointer jpeg = new BytePointer();
        IntPointer options =
            new IntPointer(
                IMWRITE_JPEG_QUALITY,
                QUALITY,
                IMWRITE_JPEG_RST_INTERVAL,
                restart,
                IMWRITE_JPEG_SAMPLING_FACTOR,
                factors)) {
      resize(whole, scaled, size, 0, 0, INTER_AREA);
      if (!imencode(".jpg", scaled, jpeg, options)) {
        throw new IOException("A picture cannot be encoded.");
      }
      byte[] copy = new byte[Math.toIntExact(jpeg.limit())];
      jpeg.get(copy);
      return ByteString.fromArrayUnsafe(copy);
    }
  }
}

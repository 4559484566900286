package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import com.typesafe.config.ConfigFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;
import throng.streams.settings.Block;

/** Pictures and videos that the tests make for themselves. */
final class Footage {
  private Footage() {}

  /** The settings of reference.conf, with {@code overrides} in HOCON. */
  static PictureSettings settings(String overrides, boolean live) {
    return PictureSettings.from(
        Block.of(
            "throng.edge-node",
            ConfigFactory.parseString(overrides)
                .atPath("throng.edge-node")
                .withFallback(ConfigFactory.defaultReference())
                .resolve()),
        live);
  }

  static PictureSettings asTheyCome() {
    return settings("", false);
  }

  /** A picture with a pattern that differs with {@code number}, encoded. */
  static byte[] encoded(String ending, int width, int height, int number) {
    Natives.load();
    try (Mat mat = pattern(width, height, number)) {
      return encoded(ending, mat);
    }
  }

  static byte[] encoded(String ending, Mat picture) {
    try (BytePointer out = new BytePointer()) {
      imencode(ending, picture, out);
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }

  /**
   * A grey picture, darker from one corner to the others.
   *
   * @param fasterDown whether it does so faster downwards than across
   */
  static byte[] slope(
      int width, int height, boolean fasterDown, boolean fromRight, boolean fromBelow) {
    Natives.load();
    try (Mat mat = new Mat(height, width, CV_8UC1)) {
      ByteBuffer pixels = mat.createBuffer();
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int across = fromRight ? width - 1 - x : x;
          int down = fromBelow ? height - 1 - y : y;
          pixels.put((byte) (255 - (fasterDown ? across + 3 * down : 3 * across + down)));
        }
      }
      return encoded(".jpg", mat);
    }
  }

  /** The same picture in another format. */
  static byte[] as(String ending, byte[] picture) {
    try (Mat mat = decode(picture)) {
      return encoded(ending, mat);
    }
  }

  static byte[] jpeg(int width, int height, int number) {
    return encoded(".jpg", width, height, number);
  }

  /** A video of {@code frames} pictures, 25 a second. */
  static Path video(Path file, boolean mjpeg, int frames) throws Exception {
    return video(file, mjpeg, frames, 1);
  }

  /**
   * @param pixelAspect how much longer than high its pixels are
   */
  static Path video(Path file, boolean mjpeg, int frames, double pixelAspect) throws Exception {
    Natives.load();
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 160, 120);
        OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
      recorder.setFormat("avi");
      recorder.setVideoCodec(mjpeg ? AV_CODEC_ID_MJPEG : AV_CODEC_ID_MPEG4);
      recorder.setPixelFormat(mjpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P);
      recorder.setFrameRate(25);
      recorder.setAspectRatio(pixelAspect);
      recorder.start();
      for (int i = 0; i < frames; i++) {
        try (Mat mat = pattern(160, 120, i)) {
          recorder.record(converter.convert(mat));
        }
      }
    }
    return file;
  }

  /** The video chunks of an AVI file, found without FFmpeg. */
  static List<byte[]> chunks(Path avi) throws Exception {
    byte[] bytes = Files.readAllBytes(avi);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("movi") + 4;
    List<byte[]> chunks = new ArrayList<>();
    while (new String(bytes, at, 4, StandardCharsets.ISO_8859_1).equals("00dc")) {
      int size = ByteBuffer.wrap(bytes, at + 4, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
      chunks.add(Arrays.copyOfRange(bytes, at + 8, at + 8 + size));
      at += 8 + size + (size & 1);
    }
    return chunks;
  }

  /** The next picture, of which there must be one. */
  static Picture next(Camera camera) throws CameraException {
    return Objects.requireNonNull(camera.read(), "The camera ended");
  }

  /** Reads one picture for a thread that is of no other use. */
  static void readQuietly(Camera camera) {
    try {
      camera.read();
    } catch (CameraException e) {
      throw new AssertionError(e);
    }
  }

  static List<Picture> readAll(Camera camera) throws CameraException {
    List<Picture> pictures = new ArrayList<>();
    for (Picture picture = camera.read(); picture != null; picture = camera.read()) {
      pictures.add(picture);
    }
    return pictures;
  }

  static List<Picture> readAll(CameraSpec spec, PictureSettings settings) throws CameraException {
    try (Camera camera = Cameras.opener(spec, settings).open()) {
      return readAll(camera);
    }
  }

  /** Decodes a picture; it must not be empty. The caller closes it. */
  static Mat decode(byte[] jpeg) {
    try (BytePointer pointer = new BytePointer(jpeg);
        Mat row = new Mat(1, jpeg.length, CV_8UC1, pointer)) {
      return imdecode(row, IMREAD_COLOR);
    }
  }

  /** A file of the kept cases, drawn by the synthetic crowd. */
  static Path kept(String name) throws Exception {
    return Path.of(Objects.requireNonNull(Footage.class.getResource("/cases/" + name)).toURI());
  }

  static CameraSpec source(Path file) {
    return CameraSpec.parse(file.toString(), Path.of(""));
  }

  /** How different two pictures are, brought to one size: 0 to 255; below 10 they show the same. */
  static double difference(byte[] one, byte[] other) {
    try (Mat a = thumbnail(one);
        Mat b = thumbnail(other);
        Mat apart = new Mat()) {
      absdiff(a, b, apart);
      return mean(apart).get(0);
    }
  }

  private static Mat thumbnail(byte[] picture) {
    Mat small = new Mat();
    try (BytePointer pointer = new BytePointer(picture);
        Mat row = new Mat(1, picture.length, CV_8UC1, pointer);
        Mat whole = imdecode(row, IMREAD_GRAYSCALE | IMREAD_IGNORE_ORIENTATION);
        Size size = new Size(160, 120)) {
      resize(whole, small, size, 0, 0, INTER_AREA);
    }
    return small;
  }

  static byte[] pixels(Mat picture) {
    byte[] pixels = new byte[(int) (picture.total() * picture.channels())];
    picture.<ByteBuffer>createBuffer().get(pixels);
    return pixels;
  }

  /** The same JPEG without its Huffman tables, as many MJPEG cameras send it. */
  static byte[] withoutHuffmanTables(byte[] jpeg) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length);
    out.put(jpeg, 0, 2);
    int at = 2;
    while ((jpeg[at + 1] & 0xFF) != 0xDA) {
      int length = 2 + (((jpeg[at + 2] & 0xFF) << 8) | (jpeg[at + 3] & 0xFF));
      if ((jpeg[at + 1] & 0xFF) != 0xC4) {
        out.put(jpeg, at, length);
      }
      at += length;
    }
    out.put(jpeg, at, jpeg.length - at);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static Mat pattern(int width, int height, int number) {
    Mat mat = new Mat(height, width, CV_8UC3);
    ByteBuffer pixels = mat.createBuffer();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels.put((byte) (x + number * 7)).put((byte) (y * 2)).put((byte) (x + y + number));
      }
    }
    return mat;
  }
}

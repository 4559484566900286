package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

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
    try (Mat mat = pattern(width, height, number);
        BytePointer out = new BytePointer()) {
      imencode(ending, mat, out);
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }

  static byte[] jpeg(int width, int height, int number) {
    return encoded(".jpg", width, height, number);
  }

  /** A video of {@code frames} pictures, 25 a second. */
  static Path video(Path file, boolean mjpeg, int frames) throws Exception {
    Natives.load();
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 160, 120);
        OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
      recorder.setFormat("avi");
      recorder.setVideoCodec(mjpeg ? AV_CODEC_ID_MJPEG : AV_CODEC_ID_MPEG4);
      recorder.setPixelFormat(mjpeg ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P);
      recorder.setFrameRate(25);
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

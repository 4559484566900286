package throng.bench;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.common.settings.NodeKind;
import throng.edge.camera.CameraSpec;
import throng.edge.camera.Cameras;
import throng.edge.camera.PictureSettings;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraOpener;
import throng.streams.camera.Picture;
import throng.streams.settings.Block;

/** The synthetic crowd as files, made once a process into a folder that goes with it. */
final class Footage {
  private static final int FRAMES = 200;
  private static final int FRAMES_OF_FILM = 795;
  private static final int BITS_PER_SECOND = 2_000_000;

  private Footage() {}

  /** A file of 640 × 480 JPEGs, which are passed on as they are. */
  static Path mjpeg() throws Exception {
    return video("mjpeg.avi", AV_CODEC_ID_MJPEG, AV_PIX_FMT_YUVJ420P, FRAMES);
  }

  /** A video of 640 × 480, whose pictures must be decoded and encoded. */
  static Path mpeg4() throws Exception {
    return video("mpeg4.avi", AV_CODEC_ID_MPEG4, AV_PIX_FMT_YUV420P, FRAMES);
  }

  /** A film of 640 × 480 as cameras record it. */
  static Path h264() throws Exception {
    return video("h264.mp4", AV_CODEC_ID_H264, AV_PIX_FMT_YUV420P, FRAMES_OF_FILM);
  }

  /** What films are read with. */
  static PictureSettings settings() {
    return settings("");
  }

  /** The file's pictures over and over, as fast as they are taken. */
  static CameraOpener looped(Path file) {
    return opener(file.toString(), "jpeg.loop = true");
  }

  /** The file's pictures, once. */
  static List<Picture> pictures(Path file) throws Exception {
    return all(opener(file.toString(), ""));
  }

  /** So many pictures of the synthetic crowd. */
  static List<Picture> crowd(int width, int height, int frames) throws Exception {
    return all(
        opener("test:people=30,fps=10,frames=%d,size=%dx%d".formatted(frames, width, height), ""));
  }

  private static CameraOpener opener(String source, String varied) {
    return Cameras.opener(CameraSpec.parse(source, Path.of("")), settings(varied));
  }

  private static PictureSettings settings(String varied) {
    return PictureSettings.from(
        Block.of(
            "throng.edge-node",
            NodeSettings.of(NodeKind.EDGE, "throng.edge-node { " + varied + " }")),
        false);
  }

  private static List<Picture> all(CameraOpener opener) throws Exception {
    List<Picture> pictures = new ArrayList<>();
    try (Camera camera = opener.open()) {
      for (Picture picture = camera.read(); picture != null; picture = camera.read()) {
        pictures.add(picture);
      }
    }
    return pictures;
  }

  private static Path video(String name, int codec, int pixelFormat, int frames) throws Exception {
    Path file = folder().resolve(name);
    file.toFile().deleteOnExit();
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 640, 480);
        OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
      recorder.setFormat(name.substring(name.lastIndexOf('.') + 1));
      recorder.setVideoCodec(codec);
      recorder.setPixelFormat(pixelFormat);
      recorder.setFrameRate(25);
      recorder.setVideoQuality(3);
      recorder.setVideoBitrate(BITS_PER_SECOND);
      recorder.start();
      for (Picture picture : crowd(640, 480, frames)) {
        try (BytePointer jpeg = new BytePointer(picture.jpeg().toArray());
            Mat row = new Mat(1, picture.jpeg().size(), CV_8UC1, jpeg);
            Mat decoded = imdecode(row, IMREAD_COLOR)) {
          recorder.record(converter.convert(decoded));
        }
      }
    }
    return file;
  }

  private static Path folder() throws IOException {
    Path folder = Files.createTempDirectory("throng-bench");
    folder.toFile().deleteOnExit();
    return folder;
  }
}

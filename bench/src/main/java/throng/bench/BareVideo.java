package throng.bench;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.edge.camera.BareFilm;
import throng.streams.camera.CameraException;

/** What the pictures alone cost: a video read, encoded as JPEG and decoded, in one loop. */
final class BareVideo implements AutoCloseable {
  private final BareFilm film;
  private final Mat decoded = new Mat();

  BareVideo(Path file) throws CameraException {
    this.film = new BareFilm(file, Footage.settings());
  }

  /** Reads, encodes and decodes one picture; the file begins again at its end. */
  void next() throws CameraException {
    byte[] jpeg = film.next();
    try (BytePointer bytes = new BytePointer(jpeg);
        Mat row = new Mat(1, jpeg.length, CV_8UC1, bytes);
        Mat same = imdecode(row, IMREAD_COLOR_RGB, decoded)) {
      if (same.empty()) {
        throw new IllegalStateException("A picture was not decoded.");
      }
    }
  }

  @Override
  public void close() {
    film.close();
    decoded.close();
  }
}

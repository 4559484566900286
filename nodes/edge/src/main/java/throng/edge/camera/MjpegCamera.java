package throng.edge.camera;

import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

/** A camera, stream or file of JPEGs that FFmpeg reads: each packet is a picture. */
final class MjpegCamera implements Described {
  private final Packets input;
  private final VideoStream stream;
  private final JpegPassage passage;
  private final PicturePlace place;
  private @Nullable Picture first;

  MjpegCamera(Packets input, CameraSpec spec, PictureSettings settings, TurnNotice notice)
      throws CameraException {
    this.input = input;
    this.passage = new JpegPassage(settings, notice);
    try {
      this.stream = new VideoStream(input, spec);
      this.place = new PicturePlace(spec, settings, stream.fps());
      passage.expect(stream.width(), stream.height());
      this.first = next();
    } catch (CameraException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Whether its JPEGs are half pictures: every second line each. */
  boolean holdsFields() {
    return first != null
        && passage.width() == stream.width()
        && passage.height() * 2 <= stream.height() + 16;
  }

  @Override
  public @Nullable Picture read() throws CameraException {
    Picture picture = first;
    if (picture != null) {
      first = null;
      return picture;
    }
    return next();
  }

  private @Nullable Picture next() throws CameraException {
    while (true) {
      int code = input.read();
      List<Exposure> exposures = input.exposures();
      if (code < 0) {
        return stream.end(code);
      }
      AVPacket packet = input.packet();
      if (stream.isIn(packet) && packet.size() > 0) {
        OptionalDouble position = place.of(stream.seconds(packet.pts()));
        if (place.isTaken(position, exposures)) {
          byte[] jpeg = bytes(packet);
          Exposure exposure = exposures.get(exposures.size() - 1);
          return passage.picture(jpeg, stream.display(jpeg), exposure, position);
        }
      }
    }
  }

  private static byte[] bytes(AVPacket packet) {
    byte[] jpeg = new byte[packet.size()];
    packet.data().get(jpeg);
    return jpeg;
  }

  @Override
  public long tooFast() {
    return place.tooFast() + input.lost();
  }

  @Override
  public long quietNanos() {
    return input.quietNanos();
  }

  @Override
  public String codec() {
    return "mjpeg";
  }

  @Override
  public boolean isJpeg() {
    return true;
  }

  @Override
  public double fps() {
    return stream.fps();
  }

  @Override
  public void close() {
    passage.close();
    input.close();
  }
}

package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

/**
 * A camera, stream or file whose pictures are decoded by FFmpeg and encoded as JPEG here.
 *
 * <p>A picture that cannot be decoded, or only in parts, has its place all the same: the few bytes
 * that are sent for it are no picture, and the node answers UNDECODABLE.
 */
final class DecodedCamera implements Described {
  private final Packets input;
  private final VideoStream stream;
  private final CameraSpec spec;
  private final VideoDecoder decoder;
  private final FrameConverter converter;
  private final JpegShaper shaper;
  private final PicturePlace place;
  private int width;
  private int height;
  private int ended;
  private boolean begun;

  DecodedCamera(Packets input, CameraSpec spec, PictureSettings settings) throws CameraException {
    this.input = input;
    this.spec = spec;
    try {
      this.stream = new VideoStream(input, spec);
      this.decoder = stream.decoder(settings.live());
    } catch (CameraException e) {
      input.close();
      throw e;
    }
    this.place = new PicturePlace(spec, settings, stream.fps());
    this.converter = new FrameConverter(settings.size(), settings.grey());
    this.shaper = new JpegShaper(settings);
    this.width = Math.max(1, stream.width());
    this.height = Math.max(1, stream.height());
  }

  @Override
  public @Nullable Picture read() throws CameraException {
    while (true) {
      int code = decoder.receive();
      if (code == AVERROR_EAGAIN()) {
        code = feed();
      } else if (code == AVERROR_EOF()) {
        return stream.end(ended);
      } else if (code == 0) {
        begun = true;
        Picture picture = taken(decoder.isDamaged() ? null : decoder.frame());
        if (picture != null) {
          return picture;
        }
      }
      if (code < 0 && begun) {
        Picture picture = taken(null);
        if (picture != null) {
          return picture;
        }
      }
    }
  }

  /** Reads a packet into the decoder; a negative number if it cannot be decoded. */
  private int feed() {
    int code = input.read();
    if (code < 0) {
      ended = code;
      decoder.send(null);
      return 0;
    }
    if (!stream.isIn(input.packet())) {
      return 0;
    }
    // What comes before the first whole picture is the rest of one that began before.
    begun |= stream.isKey(input.packet());
    return decoder.send(input.packet());
  }

  /**
   * @param frame null: it cannot be decoded
   */
  private @Nullable Picture taken(@Nullable AVFrame frame) throws CameraException {
    List<Exposure> exposures = input.exposures();
    OptionalDouble position =
        place.of(
            frame == null ? Double.NaN : stream.seconds(decoder.frame().best_effort_timestamp()));
    if (!place.isTaken(position, exposures)) {
      return null;
    }
    Exposure exposure = exposures.get(exposures.size() - 1);
    if (frame == null) {
      return exposure.of(NoPicture.bytes(), width, height, position);
    }
    EncodedPicture shaped = shaped(frame);
    width = shaped.width();
    height = shaped.height();
    return exposure.of(shaped.jpeg(), width, height, position);
  }

  private EncodedPicture shaped(AVFrame frame) throws CameraException {
    Display display = stream.display(frame);
    try {
      return shaper.encode(
          converter.convert(frame, display), new Display(display.orientation(), 1));
    } catch (FfmpegException e) {
      throw new CameraException(
          spec.redacted()
              + " has pictures of a format that cannot be read"
              + CameraTrouble.why(e.code())
              + "; have the camera send, or the file converted to, H.264 or MJPEG.");
    }
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
    return stream.codec();
  }

  @Override
  public boolean isJpeg() {
    return false;
  }

  @Override
  public double fps() {
    return stream.fps();
  }

  @Override
  public void close() {
    converter.close();
    shaper.close();
    decoder.close();
    input.close();
  }
}

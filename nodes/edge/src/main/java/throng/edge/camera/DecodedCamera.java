package throng.edge.camera;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

/**
 * A camera, stream or file whose pictures are decoded by FFmpeg, on a thread of its own, and
 * encoded as JPEG here.
 *
 * <p>A picture that cannot be decoded, or only in parts, has its place all the same: the few bytes
 * that are sent for it are no picture, and the node answers UNDECODABLE.
 */
final class DecodedCamera implements Described {
  private final Packets input;
  private final VideoStream stream;
  private final CameraSpec spec;
  private final VideoDecoder decoder;
  private final FrameReader reader;
  private final ReadAhead ahead;
  private final FrameConverter converter;
  private final JpegShaper shaper;
  private int width;
  private int height;

  DecodedCamera(Packets input, CameraSpec spec, PictureSettings settings) throws CameraException {
    this.input = input;
    this.spec = spec;
    try {
      this.stream = new VideoStream(input, spec);
      this.decoder = stream.decoder(settings.live());
    } catch (CameraException | RuntimeException | Error e) {
      input.close();
      throw e;
    }
    this.reader =
        new FrameReader(input, stream, decoder, new PicturePlace(spec, settings, stream.fps()));
    this.ahead = new ReadAhead(reader, settings.live());
    this.converter = new FrameConverter(settings.size(), settings.grey());
    this.shaper = new JpegShaper(settings);
    this.width = Math.max(1, stream.width());
    this.height = Math.max(1, stream.height());
  }

  @Override
  public @Nullable Picture read() throws CameraException {
    try (DecodedFrame frame = ahead.next()) {
      if (frame == null) {
        return null;
      }
      byte[] jpeg = jpeg(frame);
      return frame.exposure().of(jpeg, width, height, frame.position());
    }
  }

  private byte[] jpeg(DecodedFrame frame) throws CameraException {
    AVFrame pixels = frame.pixels();
    if (pixels == null) {
      return NoPicture.bytes();
    }
    EncodedPicture shaped = shaped(pixels, frame.display());
    width = shaped.width();
    height = shaped.height();
    return shaped.jpeg();
  }

  private EncodedPicture shaped(AVFrame frame, Display display) throws CameraException {
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
    return reader.tooFast();
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
    ahead.close();
    converter.close();
    shaper.close();
    decoder.close();
    input.close();
  }
}

package throng.edge.camera;

import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import throng.streams.camera.CameraException;

/** A film's frames, decoded and encoded by the node's own calls, in one loop of one thread. */
public final class BareFilm implements AutoCloseable {
  private final CameraSpec spec;
  private final PictureSettings settings;
  private final FrameConverter converter;
  private final JpegShaper shaper;
  private VideoInput input;
  private FrameReader reader;
  private VideoDecoder decoder;

  /**
   * @param settings those of a lossless camera
   */
  public BareFilm(Path file, PictureSettings settings) throws CameraException {
    this.spec = CameraSpec.parse(file.toString(), Path.of(""));
    this.settings = settings;
    this.converter = new FrameConverter(settings.size(), settings.grey());
    this.shaper = new JpegShaper(settings);
    open();
  }

  private void open() throws CameraException {
    input = Ffmpeg.open(spec, settings);
    VideoStream stream = new VideoStream(input, spec);
    decoder = stream.decoder(settings.live());
    reader =
        new FrameReader(input, stream, decoder, new PicturePlace(spec, settings, stream.fps()));
  }

  /** The next frame as a JPEG; the film begins again at its end. */
  public byte[] next() throws CameraException {
    DecodedFrame frame = reader.next();
    if (frame == null) {
      closeFile();
      open();
      frame = reader.next();
    }
    try (DecodedFrame read = Objects.requireNonNull(frame, "The film has no frames.")) {
      return encoded(read);
    }
  }

  private byte[] encoded(DecodedFrame frame) {
    AVFrame pixels = frame.pixels();
    if (pixels == null) {
      throw new IllegalStateException("The film has a frame that cannot be decoded.");
    }
    try {
      return shaper.encode(converter.convert(pixels, frame.display())).jpeg();
    } catch (FfmpegException e) {
      throw new IllegalStateException(e);
    }
  }

  private void closeFile() {
    decoder.close();
    input.close();
  }

  @Override
  public void close() {
    closeFile();
    converter.close();
    shaper.close();
  }
}

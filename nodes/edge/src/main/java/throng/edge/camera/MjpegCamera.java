package throng.edge.camera;

import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

/**
 * A camera, stream or file of JPEGs: each packet is a picture, passed on byte for byte.
 *
 * <p>Two exceptions: a JPEG without Huffman tables gets the standard ones, since others could not
 * decode it; and where another size or grey is asked for, or it is stored turned, it is decoded and
 * encoded again.
 */
final class MjpegCamera implements Described {
  private final VideoInput input;
  private final VideoStream stream;
  private final PictureSettings settings;
  private final JpegShaper shaper;
  private final TurnNotice notice;
  private final PicturePlace place;
  private int rawWidth;
  private int rawHeight;
  private @Nullable Picture first;

  MjpegCamera(VideoInput input, CameraSpec spec, PictureSettings settings, TurnNotice notice)
      throws CameraException {
    this.input = input;
    this.settings = settings;
    this.notice = notice;
    this.shaper = new JpegShaper(settings);
    try {
      this.stream = new VideoStream(input, spec);
      this.place = new PicturePlace(spec, settings, stream.fps());
      this.first = next();
    } catch (CameraException e) {
      close();
      throw e;
    }
  }

  /** Whether its JPEGs are half pictures: every second line each. */
  boolean holdsFields() {
    return first != null
        && rawWidth == stream.width()
        && rawHeight > 0
        && rawHeight * 2 <= stream.height() + 16;
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
      Exposure exposure = Exposure.now();
      if (code < 0) {
        return stream.end(code);
      }
      AVPacket packet = input.packet();
      if (stream.isIn(packet) && packet.size() > 0) {
        OptionalDouble position = place.of(stream.seconds(packet.pts()));
        if (place.isTaken(position, exposure)) {
          return picture(bytes(packet), exposure, position);
        }
      }
    }
  }

  private static byte[] bytes(AVPacket packet) {
    byte[] jpeg = new byte[packet.size()];
    packet.data().get(jpeg);
    return jpeg;
  }

  private Picture picture(byte[] bytes, Exposure exposure, OptionalDouble position) {
    Optional<JpegHeader> header = JpegHeader.of(bytes);
    byte[] jpeg =
        header.isPresent() && !header.get().huffmanTables()
            ? StandardHuffmanTables.insert(bytes)
            : bytes;
    rawWidth = header.map(JpegHeader::width).orElse(Math.max(1, stream.width()));
    rawHeight = header.map(JpegHeader::height).orElse(Math.max(1, stream.height()));
    Display display = stream.display(jpeg);
    if (display.isPlain() && settings.leaves(header)) {
      return exposure.of(jpeg, rawWidth, rawHeight, position);
    }
    EncodedPicture shaped = shaper.reshape(jpeg, display);
    if (shaped == null) {
      return exposure.of(NoPicture.bytes(), rawWidth, rawHeight, position);
    }
    if (!display.isPlain()) {
      notice.turned("", display);
    }
    return exposure.of(shaped.jpeg(), shaped.width(), shaped.height(), position);
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
    shaper.close();
    input.close();
  }
}

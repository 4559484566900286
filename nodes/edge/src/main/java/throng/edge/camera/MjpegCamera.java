package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import akka.util.ByteString;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;
import throng.streams.frame.JpegHeader;

/**
 * A camera, stream or file of JPEGs: each packet is a picture, passed on byte for byte.
 *
 * <p>Two exceptions: a JPEG without Huffman tables gets the standard ones, since others could not
 * decode it; and where another size or grey is asked for it is decoded and encoded again.
 */
final class MjpegCamera implements Described {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final FFmpegFrameGrabber grabber;
  private final VideoStream stream;
  private final PictureSettings settings;
  private final JpegShaper shaper;
  private final PicturePlace place;
  private final AVPacket packet = av_packet_alloc();
  private int rawWidth;
  private int rawHeight;
  private @Nullable Picture first;

  MjpegCamera(FFmpegFrameGrabber grabber, CameraSpec spec, PictureSettings settings)
      throws CameraException {
    this.grabber = grabber;
    this.settings = settings;
    this.shaper = new JpegShaper(settings);
    try {
      this.stream = new VideoStream(grabber, spec);
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
      int code = av_read_frame(grabber.getFormatContext(), packet);
      Exposure exposure = Exposure.now();
      if (code == AVERROR_EAGAIN()) {
        LockSupport.parkNanos(RETRY_NANOS);
        continue;
      }
      if (code < 0) {
        return stream.end(code);
      }
      try {
        if (packet.stream_index() == stream.index() && packet.size() > 0) {
          OptionalDouble position = place.of(stream.seconds(packet.pts()));
          if (place.isTaken(position, exposure)) {
            return picture(bytes(), exposure, position);
          }
        }
      } finally {
        av_packet_unref(packet);
      }
    }
  }

  private byte[] bytes() {
    byte[] jpeg = new byte[packet.size()];
    packet.data().get(jpeg);
    return jpeg;
  }

  private Picture picture(byte[] bytes, Exposure exposure, OptionalDouble position) {
    ByteString came = ByteString.fromArrayUnsafe(bytes);
    Optional<JpegHeader> header = JpegHeader.of(came);
    byte[] jpeg = JpegHeader.lacksHuffmanTables(came) ? StandardHuffmanTables.insert(bytes) : bytes;
    rawWidth = header.map(JpegHeader::width).orElse(Math.max(1, stream.width()));
    rawHeight = header.map(JpegHeader::height).orElse(Math.max(1, stream.height()));
    EncodedPicture shaped = settings.leaves(header) ? null : shaper.reshape(jpeg);
    if (shaped != null) {
      return exposure.of(shaped.jpeg(), shaped.width(), shaped.height(), position);
    }
    return exposure.of(jpeg, rawWidth, rawHeight, position);
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
    av_packet_free(packet);
    shaper.close();
    Ffmpeg.close(grabber);
  }
}

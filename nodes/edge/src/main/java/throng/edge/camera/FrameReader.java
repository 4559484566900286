package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;

/**
 * Reads packets and decodes them; gives the frames that the limits leave. One thread, except where
 * it says otherwise.
 */
final class FrameReader implements ReadAhead.Frames {
  private final Packets input;
  private final VideoStream stream;
  private final VideoDecoder decoder;
  private final PicturePlace place;
  private final AtomicLong leftOut = new AtomicLong();
  private int ended;
  private boolean begun;

  FrameReader(Packets input, VideoStream stream, VideoDecoder decoder, PicturePlace place) {
    this.input = input;
    this.stream = stream;
    this.decoder = decoder;
    this.place = place;
  }

  @Override
  public @Nullable DecodedFrame next() throws CameraException {
    while (true) {
      int code = decoder.receive();
      if (code == AVERROR_EAGAIN()) {
        code = feed();
      } else if (code == AVERROR_EOF()) {
        stream.end(ended);
        return null;
      } else if (code == 0) {
        begun = true;
        double stamp = stream.seconds(decoder.frame().best_effort_timestamp());
        DecodedFrame frame = taken(stamp, !decoder.isDamaged());
        if (frame != null) {
          return frame;
        }
      }
      if (code < 0 && begun) {
        DecodedFrame frame = taken(Double.NaN, false);
        if (frame != null) {
          return frame;
        }
      }
    }
  }

  /** Reads a packet into the decoder; a negative number if it cannot be decoded. */
  private int feed() {
    int code = input.read();
    leftOut.addAndGet(input.lost());
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

  private @Nullable DecodedFrame taken(double stamp, boolean isWhole) {
    List<Exposure> exposures = input.exposures();
    OptionalDouble position = place.of(stamp);
    boolean isTaken = place.isTaken(position, exposures);
    leftOut.addAndGet(place.tooFast());
    if (!isTaken) {
      return null;
    }
    Exposure exposure = exposures.get(exposures.size() - 1);
    if (!isWhole) {
      return new DecodedFrame(null, Display.PLAIN, exposure, position);
    }
    AVFrame frame = decoder.takeFrame();
    return new DecodedFrame(frame, stream.display(frame), exposure, position);
  }

  /**
   * How many came too fast to be taken, or without a whole picture, since this was asked last; any
   * thread may ask.
   */
  long tooFast() {
    return leftOut.getAndSet(0);
  }
}

package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;
import throng.streams.camera.Picture;

/** The video among the streams of an open reader. */
final class VideoStream {
  private static final double MICROSECOND = 1e-6;
  private static final double HIGHEST_RATE = 1000;

  private final AVFormatContext context;
  private final CameraSpec spec;
  private final AVStream stream;
  private final double secondsPerTick;
  private final Orientation orientation;

  // What the last frame said of its pixels, and what that means: asking anew costs a native object.
  private long lastRatio = -1;
  private double lastAspect;

  VideoStream(Packets input, CameraSpec spec) throws CameraException {
    this(input, spec, first(input.context()));
  }

  /** The one of the largest picture: an icon holds the same in several sizes. */
  static VideoStream largest(Packets input, CameraSpec spec) throws CameraException {
    return new VideoStream(input, spec, largest(input.context()));
  }

  private VideoStream(Packets input, CameraSpec spec, @Nullable AVStream found)
      throws CameraException {
    this.context = input.context();
    this.spec = spec;
    if (found == null) {
      throw new CameraException(spec.redacted() + " holds sound or text, but no video.");
    }
    this.stream = found;
    input.watch(found.index());
    this.secondsPerTick = value(found.time_base());
    AVPacketSideData matrix =
        av_packet_side_data_get(
            found.codecpar().coded_side_data(),
            found.codecpar().nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    this.orientation = matrix == null ? Orientation.UPRIGHT : turned(matrix.data());
  }

  /** A decoder of its packets; the caller closes it. */
  VideoDecoder decoder(boolean prompt) throws CameraException {
    try {
      return new VideoDecoder(stream, prompt);
    } catch (FfmpegException e) {
      throw new CameraException(CameraTrouble.opening(spec, e.code()));
    }
  }

  AVStream stream() {
    return stream;
  }

  /** As the container says. */
  Orientation orientation() {
    return orientation;
  }

  boolean isIn(AVPacket packet) {
    return packet.stream_index() == stream.index();
  }

  /** Whether the packet's picture needs no other. */
  boolean isKey(AVPacket packet) {
    return (packet.flags() & AV_PKT_FLAG_KEY) != 0;
  }

  /** FFmpeg's name for the codec. */
  String codec() {
    return avcodec_get_name(codecId()).getString();
  }

  int codecId() {
    return stream.codecpar().codec_id();
  }

  int width() {
    return stream.codecpar().width();
  }

  int height() {
    return stream.codecpar().height();
  }

  /** How a frame is meant to be looked at: as it says itself, else as the container says. */
  Display display(AVFrame frame) {
    AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
    return new Display(matrix == null ? orientation : turned(matrix.data()), pixelAspect(frame));
  }

  private double pixelAspect(AVFrame frame) {
    AVRational own = frame.sample_aspect_ratio();
    long ratio = (long) own.num() << Integer.SIZE | Integer.toUnsignedLong(own.den());
    if (ratio != lastRatio) {
      lastRatio = ratio;
      lastAspect = value(av_guess_sample_aspect_ratio(context, stream, frame));
    }
    return lastAspect;
  }

  /** How a JPEG of this stream is meant to be looked at: as the container says, else the JPEG. */
  Display display(byte[] jpeg) {
    Display own = JpegDisplay.of(jpeg);
    double aspect = value(stream.sample_aspect_ratio());
    return new Display(
        orientation == Orientation.UPRIGHT ? own.orientation() : orientation,
        aspect > 0 && aspect != 1 ? aspect : own.pixelAspect());
  }

  /** Seconds of a time stamp of this stream; NaN if the stamp is none. */
  double seconds(long stamp) {
    return stamp == AV_NOPTS_VALUE ? Double.NaN : stamp * secondsPerTick;
  }

  /** Frames a second as the container declares them; 0 if it does not. */
  double fps() {
    double average = value(stream.avg_frame_rate());
    double fps = average > 0 ? average : value(stream.r_frame_rate());
    return fps > 0 && fps <= HIGHEST_RATE ? fps : 0;
  }

  /** How many frames there are, where the container or the duration tells. */
  OptionalLong frames() {
    if (stream.nb_frames() > 0) {
      return OptionalLong.of(stream.nb_frames());
    }
    return endless() || fps() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(context.duration() * MICROSECOND * fps()));
  }

  /**
   * What the end of the data means: null, the end of a file; a live source never ends well.
   *
   * @param code FFmpeg's number, 0 where it is not known
   */
  @Nullable Picture end(int code) throws CameraException {
    // Broken data at a file's end is its end: a file that was cut off. A disk that fails is not.
    int reason = spec.isLive() && code != 0 && code != AVERROR_EOF() ? code : ioError();
    boolean ended = reason == 0 || reason == AVERROR_EOF();
    if (ended && !(spec.isLive() && endless())) {
      return null;
    }
    throw new CameraException(
        ended
            ? spec.redacted() + " ended; the camera closed its stream."
            : CameraTrouble.reading(spec, reason));
  }

  private boolean endless() {
    long duration = context.duration();
    return duration == AV_NOPTS_VALUE || duration <= 0;
  }

  private int ioError() {
    return context.pb() == null || context.pb().isNull() ? 0 : context.pb().error();
  }

  private static @Nullable AVStream first(AVFormatContext context) {
    for (int i = 0; i < context.nb_streams(); i++) {
      boolean isVideo = context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO;
      // A song's cover is one picture that stands beside it.
      if (isVideo && (context.streams(i).disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0) {
        return context.streams(i);
      }
    }
    return null;
  }

  /** None if one of them does not tell its size: it may be the one. */
  private static @Nullable AVStream largest(AVFormatContext context) {
    AVStream largest = null;
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream next = context.streams(i);
      if (pixels(next) == 0) {
        return null;
      }
      largest = largest == null || pixels(next) > pixels(largest) ? next : largest;
    }
    return largest;
  }

  private static long pixels(AVStream stream) {
    return (long) stream.codecpar().width() * stream.codecpar().height();
  }

  /** Nine numbers, row by row; the first two of the first two rows turn and mirror. */
  static Orientation turned(Pointer matrix) {
    IntPointer numbers = new IntPointer(matrix);
    return Orientation.ofMatrix(numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4));
  }

  private static double value(AVRational ratio) {
    return ratio.den() == 0 ? 0 : (double) ratio.num() / ratio.den();
  }
}

package throng.edge.camera;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NONBLOCK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_SEEKABLE_NORMAL;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** FFmpeg's open reader of a file, stream or camera: its packets, one after another. One thread. */
final class VideoInput implements Packets {
  /** The pause before a source that had nothing is asked again. */
  static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** FFmpeg's names of streams of bare JPEGs, and of those in parts. */
  private static final Set<String> JPEGS = Set.of("mjpeg", "mpjpeg", "jpeg_pipe");

  private static final Pattern RTSP = Pattern.compile("(?i)rtsps?:");
  private static final long A_FEW_JPEGS_MICROS = 1_000;

  private final AVFormatContext context;
  private final Patience patience;
  private final AVPacket packet = av_packet_alloc();
  private volatile long heardNanos = System.nanoTime();
  private int watched = -1;

  private VideoInput(AVFormatContext context, Patience patience) {
    this.context = context;
    this.patience = patience;
  }

  /**
   * What is opened.
   *
   * @param address FFmpeg's name for it
   * @param format FFmpeg's name for its format; null: it finds out. A camera's driver under Linux
   *     is never waited in: a read without a picture fails with EAGAIN at once
   * @param options FFmpeg's
   * @param patience how long opening it, and then each packet, may take
   * @param mostBytes what is read for one packet at most
   * @param findStreams whether packets are read to learn what it holds
   */
  record Request(
      String address,
      @Nullable String format,
      Map<String, String> options,
      Duration patience,
      long mostBytes,
      boolean findStreams) {
    private boolean isLinuxDriver() {
      return "v4l2".equals(format);
    }

    private Patience limits() {
      return new Patience(
          patience,
          mostBytes,
          RTSP.matcher(address).lookingAt()
              ? Optional.of(new Redirections(address))
              : Optional.empty());
    }
  }

  /** Opens it. */
  static VideoInput open(Request request) throws FfmpegException {
    Natives.load();
    Patience patience = request.limits();
    AVFormatContext context = avformat_alloc_context();
    if (request.isLinuxDriver()) {
      context.flags(context.flags() | AVFMT_FLAG_NONBLOCK);
    }
    patience.watch(context);
    int code = patience.code(openInput(context, request));
    patience.opened();
    if (code < 0) {
      // FFmpeg has freed the context.
      patience.close();
      throw new FfmpegException(code);
    }
    VideoInput input = new VideoInput(context, patience);
    code = request.findStreams() ? input.findStreams() : 0;
    if (code < 0) {
      input.close();
      throw new FfmpegException(code);
    }
    return input;
  }

  private static int openInput(AVFormatContext context, Request request) {
    AVDictionary options = new AVDictionary(null);
    request.options().forEach((key, value) -> av_dict_set(options, key, value, 0));
    String name = request.format();
    AVInputFormat format = name == null ? null : av_find_input_format(name);
    try {
      return avformat_open_input(context, request.address(), format, options);
    } finally {
      av_dict_free(options);
    }
  }

  /**
   * Reads packets until it is known what the source holds. Where each packet is a JPEG, the first
   * tells; FFmpeg would read more for their rate, 5 s at 25 a second, which a slow camera needs far
   * longer for.
   */
  private int findStreams() {
    if (endless() && JPEGS.contains(context.iformat().name().getString())) {
      context.max_analyze_duration(A_FEW_JPEGS_MICROS);
    }
    patience.measure(context, context.probesize());
    return patience.code(avformat_find_stream_info(context, (PointerPointer<?>) null));
  }

  private boolean endless() {
    return context.pb() != null && (context.pb().seekable() & AVIO_SEEKABLE_NORMAL) == 0;
  }

  @Override
  public AVFormatContext context() {
    return context;
  }

  /** FFmpeg's number for the codec of its first stream. */
  int codecId() {
    return context.nb_streams() == 0 ? AV_CODEC_ID_NONE : context.streams(0).codecpar().codec_id();
  }

  @Override
  public AVPacket packet() {
    return packet;
  }

  @Override
  public List<Exposure> exposures() {
    return List.of(Exposure.now());
  }

  @Override
  public int read() {
    patience.begin();
    patience.measure(context, 0);
    // Also where sound comes all the while, which nobody waits for.
    int code = Thread.currentThread().isInterrupted() ? AVERROR_EXIT() : poll();
    while (code == AVERROR_EAGAIN()) {
      if (Thread.currentThread().isInterrupted()) {
        return AVERROR_EXIT();
      }
      LockSupport.parkNanos(RETRY_NANOS);
      code = poll();
    }
    return code;
  }

  /**
   * Reads the next packet without waiting for it, where its format can; FFmpeg's number if there is
   * none, else 0.
   */
  int poll() {
    av_packet_unref(packet);
    int code = patience.code(av_read_frame(context, packet));
    boolean isOther = code >= 0 && watched >= 0 && packet.stream_index() != watched;
    if (code != AVERROR_EAGAIN() && !isOther) {
      heardNanos = System.nanoTime();
    }
    return Math.min(0, code);
  }

  @Override
  public void watch(int stream) {
    watched = stream;
  }

  @Override
  public long quietNanos() {
    return System.nanoTime() - heardNanos;
  }

  @Override
  public void close() {
    av_packet_free(packet);
    patience.closing();
    avformat_close_input(context);
    patience.close();
  }
}

package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_INTRA_ONLY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_gettime_relative;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import throng.streams.log.RateLimitedLog;

/**
 * A camera of this machine, read under Linux. It waits outside the driver, so that it ends when its
 * thread is interrupted, and gives the newest of the pictures that wait in the driver: all of them
 * where none is to be left out, or each needs those before it to be decoded. One thread.
 */
final class DeviceInput implements Packets {
  /** More than a driver has buffers: a camera that fills them as fast as they are read. */
  private static final int MOST = 64;

  /** A camera may become faster at any time, as when it gets light. */
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final VideoInput input;
  private final Runnable closed;
  private final boolean newestWins;
  private final AVPacket newest = av_packet_alloc();
  private final DriverClock clock = new DriverClock(av_gettime_relative());
  private final Burst burst = new Burst();
  private final RateLimitedLog warnings = RateLimitedLog.warnings(DeviceInput.class);
  private final String path;
  private volatile long heardNanos = System.nanoTime();
  private long lost;
  private long betweenNanos;

  /**
   * @param path the camera's, for the user
   * @param live whether a newer picture takes the place of those that wait
   * @param closed told once the driver has given the camera back
   */
  DeviceInput(VideoInput input, String path, boolean live, Runnable closed) {
    this.input = input;
    this.path = path;
    this.closed = closed;
    this.newestWins = live && eachIsWhole(input.codecId());
  }

  /** Whether each picture can be decoded without those before it. */
  private static boolean eachIsWhole(int codec) {
    AVCodecDescriptor descriptor = avcodec_descriptor_get(codec);
    return descriptor != null && (descriptor.props() & AV_CODEC_PROP_INTRA_ONLY) != 0;
  }

  @Override
  public AVFormatContext context() {
    return input.context();
  }

  @Override
  public int read() {
    av_packet_unref(newest);
    burst.begin();
    do {
      int code = input.poll();
      if (code == AVERROR_EAGAIN()) {
        clock.emptied(av_gettime_relative());
        if (burst.isComplete(System.nanoTime())) {
          return 0;
        }
        LockSupport.parkNanos(pauseNanos());
      } else if (code < 0) {
        // What has come before is given first; the trouble comes up at the next reading again.
        return burst.isEmpty() ? code : 0;
      } else if (input.packet().size() == 0) {
        lostOne();
      } else {
        add(input.packet());
        if (!newestWins || burst.size() == MOST) {
          return 0;
        }
      }
    } while (!Thread.currentThread().isInterrupted());
    return AVERROR_EXIT();
  }

  /**
   * A driver gives an empty picture for one that it has lost, and FFmpeg for one that is cut short:
   * it is no sign of life.
   */
  private void lostOne() {
    lost++;
    warnings.write(
        "pictures that are cut short",
        path + ": its driver gave a picture that is empty or cut short; it is left out.");
  }

  @Override
  public long lost() {
    long now = lost;
    lost = 0;
    return now;
  }

  /** Half of the time after which the next picture comes if it takes as long as the last one. */
  private long pauseNanos() {
    long left = heardNanos + betweenNanos - System.nanoTime();
    return Math.max(VideoInput.RETRY_NANOS, Math.min(LONGEST_PAUSE_NANOS, left / 2));
  }

  private void add(AVPacket packet) {
    long now = System.nanoTime();
    betweenNanos = now - heardNanos;
    heardNanos = now;
    Exposure reading = Exposure.now();
    OptionalLong age = clock.age(packet.pts(), av_gettime_relative());
    burst.add(reading.before(age.orElse(0)), age.isPresent());
    av_packet_unref(newest);
    av_packet_move_ref(newest, packet);
  }

  @Override
  public AVPacket packet() {
    return newest;
  }

  @Override
  public List<Exposure> exposures() {
    return burst.exposures();
  }

  @Override
  public long quietNanos() {
    return System.nanoTime() - heardNanos;
  }

  @Override
  public void close() {
    // It may be a buffer of the driver's.
    av_packet_free(newest);
    try {
      input.close();
    } finally {
      closed.run();
    }
  }
}

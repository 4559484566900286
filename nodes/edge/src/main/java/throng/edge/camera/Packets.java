package throng.edge.camera;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/** What FFmpeg reads of an open file, stream or camera, packet by packet. One thread. */
sealed interface Packets extends AutoCloseable permits VideoInput, DeviceInput {
  AVFormatContext context();

  /** Waits for the next packet of any stream; FFmpeg's number if there is none, else 0. */
  int read();

  /** The packet that was read last. */
  AVPacket packet();

  /**
   * When the packet that was read last was captured, as its last element; before it, when those
   * were that it came in place of.
   */
  List<Exposure> exposures();

  /**
   * How many pictures have come empty or cut short, and were left out, since this was asked last.
   */
  default long lost() {
    return 0;
  }

  /**
   * Only packets of this stream are data from now on: sound goes on where a camera's eye is dead.
   */
  default void watch(int stream) {}

  /** How long ago the last data came; any thread may ask. */
  long quietNanos();

  @Override
  void close();
}

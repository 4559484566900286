package throng.bench;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import akka.util.ByteString;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * FFmpeg's JPEG decoder alone, to planes, on the thread that calls it: left to itself it decodes
 * several pictures at once on several.
 */
final class BareFfmpegJpegs implements AutoCloseable {
  private final AVCodecContext context =
      avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_MJPEG));
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();

  BareFfmpegJpegs() throws IOException {
    context.thread_count(1);
    check(avcodec_open2(context, context.codec(), (AVDictionary) null));
  }

  /** Decodes one picture, and forgets it. */
  void decode(ByteString jpeg) throws IOException {
    byte[] bytes = jpeg.toArrayUnsafe();
    check(av_new_packet(packet, bytes.length));
    packet.data().put(bytes, 0, bytes.length);
    check(avcodec_send_packet(context, packet));
    check(avcodec_receive_frame(context, frame));
    av_frame_unref(frame);
    av_packet_unref(packet);
  }

  private static void check(int code) throws IOException {
    if (code < 0) {
      throw new IOException("FFmpeg refuses, with " + code + ".");
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}

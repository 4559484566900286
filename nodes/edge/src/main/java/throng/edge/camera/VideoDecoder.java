package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_DECODER_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Decodes one stream's packets to frames. One thread. */
final class VideoDecoder implements AutoCloseable {
  private static final int CORRUPT = 1;

  /**
   * Up to here one thread decodes faster than the encoder behind it takes the frames, in pixels.
   */
  private static final long SMALL = 1_000_000;

  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final int codec;

  /**
   * @param prompt whether each frame comes as soon as its packet is there: threads that each decode
   *     a frame of their own would keep as many frames waiting
   */
  VideoDecoder(AVStream stream, boolean prompt) throws FfmpegException {
    this.codec = stream.codecpar().codec_id();
    AVCodec decoder = decoder(codec);
    if (decoder == null) {
      throw new FfmpegException(AVERROR_DECODER_NOT_FOUND());
    }
    this.context = avcodec_alloc_context3(decoder);
    AVDictionary options = new AVDictionary(null);
    try {
      avcodec_parameters_to_context(context, stream.codecpar());
      context.pkt_timebase(stream.time_base());
      context.thread_count(isForOneThread(stream) ? 1 : 0);
      if (codec == AV_CODEC_ID_MJPEG) {
        // Else it makes a picture of a damaged JPEG too, as far as it has come.
        av_dict_set(options, "err_detect", "explode", 0);
      }
      if (prompt) {
        av_dict_set(options, "thread_type", "slice", 0);
      }
      int code = avcodec_open2(context, decoder, options);
      if (code < 0) {
        close();
        throw new FfmpegException(code);
      }
    } finally {
      av_dict_free(options);
    }
  }

  /**
   * Threads that decode a small picture together spend more on handing it over than they gain. And
   * a JPEG's packet is its frame: which of them is cut short can then be told.
   */
  private static boolean isForOneThread(AVStream stream) {
    long pixels = (long) stream.codecpar().width() * stream.codecpar().height();
    return stream.codecpar().codec_id() == AV_CODEC_ID_MJPEG || pixels > 0 && pixels <= SMALL;
  }

  /** FFmpeg's own decoder of AV1 needs a graphics card; a library does not. */
  private static @Nullable AVCodec decoder(int codec) {
    AVCodec library = codec == AV_CODEC_ID_AV1 ? avcodec_find_decoder_by_name("libaom-av1") : null;
    return library == null ? avcodec_find_decoder(codec) : library;
  }

  /**
   * Gives the decoder a packet; null: there are no more. Fails with FFmpeg's number, else 0.
   *
   * <p>FFmpeg makes a picture even of half a JPEG; here that fails.
   */
  int send(@Nullable AVPacket packet) {
    if (packet != null && codec == AV_CODEC_ID_MJPEG && !JpegEnd.isIn(packet)) {
      return AVERROR_INVALIDDATA();
    }
    return avcodec_send_packet(context, packet);
  }

  /** Has the next frame decoded into {@link #frame}; FFmpeg's number if there is none, else 0. */
  int receive() {
    return avcodec_receive_frame(context, frame);
  }

  /** The frame that was received last. */
  AVFrame frame() {
    return frame;
  }

  /** The frame that was received last, out of this decoder's hands; the caller frees it. */
  AVFrame takeFrame() {
    AVFrame taken = av_frame_alloc();
    av_frame_move_ref(taken, frame);
    return taken;
  }

  /** Whether parts of the frame are missing, and were filled from its neighbours. */
  boolean isDamaged() {
    return (frame.flags() & CORRUPT) != 0 || frame.decode_error_flags() != 0;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}

package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.opencv.opencv_core.Mat;
import throng.streams.frame.PixelSize;

/**
 * Makes OpenCV's pictures of FFmpeg's frames, each in its own size and format: both may change from
 * one frame to the next. One thread.
 */
final class FrameConverter implements AutoCloseable {
  /** FFmpeg's flag of a frame. */
  private static final int INTERLACED = 1 << 3;

  private final Optional<PixelSize> size;
  private final int format;
  private final int type;
  private final SwsContext scaler = sws_alloc_context();
  private final AVFrame pixels = av_frame_alloc();
  private Mat picture = new Mat();

  /**
   * @param size of the picture once it is turned; empty: the frame's own, with square pixels
   */
  FrameConverter(Optional<PixelSize> size, boolean grey) {
    this.size = size;
    this.format = grey ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_BGR24;
    this.type = grey ? CV_8UC1 : CV_8UC3;
    scaler.flags(SWS_BILINEAR);
  }

  /**
   * The frame as it is stored, in the size that it shall have before it is turned; valid until the
   * next call.
   */
  Mat convert(AVFrame frame, Display display) throws FfmpegException {
    resize(display.storedWidth(frame.width(), size), display.storedHeight(frame.height(), size));
    // The scaler refuses to make whole pictures of two fields that were shot one after another.
    frame.flags(frame.flags() & ~INTERLACED);
    int code = sws_scale_frame(scaler, pixels, frame);
    if (code < 0) {
      throw new FfmpegException(code);
    }
    return picture;
  }

  private void resize(int width, int height) throws FfmpegException {
    if (pixels.width() == width && pixels.height() == height) {
      return;
    }
    picture.close();
    av_frame_unref(pixels);
    pixels.format(format);
    pixels.width(width);
    pixels.height(height);
    int code = av_frame_get_buffer(pixels, 0);
    if (code < 0) {
      throw new FfmpegException(code);
    }
    picture = new Mat(height, width, type, pixels.data(0), pixels.linesize(0));
  }

  @Override
  public void close() {
    picture.close();
    av_frame_free(pixels);
    sws_free_context(scaler);
  }
}

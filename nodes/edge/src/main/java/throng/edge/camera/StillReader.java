package throng.edge.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.CameraException;

/** Reads the picture of a file by FFmpeg that OpenCV cannot read. */
final class StillReader implements AutoCloseable {
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final VideoInput input;
  private final VideoStream stream;
  private final FrameConverter converter;
  private final boolean grey;

  private StillReader(VideoInput input, Path file, StillFormat format, boolean grey)
      throws CameraException {
    this.input = input;
    CameraSpec spec = new CameraSpec.VideoFile(file);
    this.stream =
        format == StillFormat.ICON
            ? VideoStream.largest(input, spec)
            : new VideoStream(input, spec);
    this.converter = new FrameConverter(Optional.empty(), grey);
    this.grey = grey;
  }

  /**
   * The picture, encoded as JPEG; null if it cannot be decoded or is cut short.
   *
   * @param maxPixels a larger one is not decoded
   */
  static @Nullable EncodedPicture read(
      Path file, StillFormat format, JpegShaper shaper, boolean grey, long maxPixels) {
    // The format is named: FFmpeg would follow addresses in a text that is named like a picture.
    VideoInput.Request request =
        new VideoInput.Request(
            "file:" + file.toAbsolutePath(),
            format.demuxer(),
            // A name with a % is one file's all the same.
            format == StillFormat.BY_NAME ? Map.of("pattern_type", "none") : Map.of(),
            FOR_EVER,
            Long.MAX_VALUE,
            true);
    try (VideoInput input = VideoInput.open(request)) {
      try (StillReader reader = new StillReader(input, file, format, grey)) {
        return reader.picture(shaper, maxPixels);
      }
    } catch (FfmpegException | CameraException e) {
      return null;
    }
  }

  private @Nullable EncodedPicture picture(JpegShaper shaper, long maxPixels)
      throws FfmpegException {
    TileGrid grid = TileGrid.of(input.context());
    if (grid != null) {
      return grid.pixels() > maxPixels ? null : inTiles(grid, shaper);
    }
    if ((long) stream.width() * stream.height() > maxPixels) {
      return null;
    }
    while (input.read() == 0) {
      if (stream.isIn(input.packet())) {
        try (VideoDecoder decoder = decoder(stream.stream(), input.packet())) {
          return decoder == null ? null : encode(decoder, shaper, maxPixels);
        }
      }
    }
    return null;
  }

  private @Nullable EncodedPicture encode(VideoDecoder decoder, JpegShaper shaper, long maxPixels)
      throws FfmpegException {
    Display display = stream.display(decoder.frame());
    long stored = (long) decoder.frame().width() * decoder.frame().height();
    if (display.squarePixels(stored) > maxPixels) {
      return null;
    }
    Mat picture = converter.convert(decoder.frame(), display);
    return shaper.encode(picture, new Display(display.orientation(), 1));
  }

  /** Phones store a picture in tiles, each of them a stream. */
  private @Nullable EncodedPicture inTiles(TileGrid grid, JpegShaper shaper)
      throws FfmpegException {
    try (TileGrid.Canvas canvas = grid.canvas(grey)) {
      while (!canvas.isWhole() && input.read() == 0) {
        AVStream tile = input.context().streams(input.packet().stream_index());
        if (!canvas.wants(tile)) {
          continue;
        }
        try (VideoDecoder decoder = decoder(tile, input.packet())) {
          if (decoder == null) {
            return null;
          }
          canvas.put(tile, converter.convert(decoder.frame(), Display.PLAIN));
        }
      }
      return canvas.isWhole()
          ? shaper.encode(canvas.picture(), new Display(grid.orientation(stream), 1))
          : null;
    }
  }

  /** A decoder that has decoded its only packet; null if that cannot be. */
  private static @Nullable VideoDecoder decoder(AVStream stream, AVPacket packet)
      throws FfmpegException {
    VideoDecoder decoder = new VideoDecoder(stream, true);
    boolean whole =
        (packet.flags() & AV_PKT_FLAG_CORRUPT) == 0
            && decoder.send(packet) == 0
            && decoder.send(null) == 0
            && decoder.receive() == 0
            && !decoder.isDamaged();
    if (whole) {
      return decoder;
    }
    decoder.close();
    return null;
  }

  @Override
  public void close() {
    converter.close();
  }
}

package throng.edge.camera;

import java.nio.file.Files;
import java.util.OptionalLong;
import throng.common.natives.NativeLibraries;
import throng.streams.camera.CameraException;
import throng.streams.camera.CameraOpener;
import throng.streams.settings.SettingsException;

/** Makes openers of what the user named. */
public final class Cameras {
  private Cameras() {}

  /**
   * Loads what reads cameras; to be called before anything starts.
   *
   * @throws SettingsException if it cannot be loaded, with what mends it
   */
  public static void prepare() {
    NativeLibraries.chooseCache();
    NativeLibraries.load("FFmpeg and OpenCV", Natives::load);
  }

  /**
   * An opener for the source: each opening starts a camera or stream anew; a file or folder that
   * failed goes on where it was. One opener serves one camera.
   */
  public static CameraOpener opener(CameraSpec spec, PictureSettings settings) {
    return opener(spec, settings, false);
  }

  /**
   * An opener for a source that is shown as it plays: a file has its own rate, or the one that the
   * settings name, slower or faster.
   */
  public static CameraOpener played(CameraSpec spec, PictureSettings settings) {
    return opener(spec, settings, settings.fps().isPresent());
  }

  private static CameraOpener opener(CameraSpec spec, PictureSettings settings, boolean steady) {
    if (spec instanceof CameraSpec.Device || spec instanceof CameraSpec.Stream) {
      return new VideoOpener(spec, settings);
    }
    CameraOpener once = once(spec, settings);
    CameraOpener resumed = settings.loop() ? () -> new LoopedCamera(once) : new ResumedOpener(once);
    double interval = 1 / settings.fps().orElse(settings.limits().picturesPerSecond());
    return settings.live() ? () -> new PacedCamera(resumed.open(), interval, steady) : resumed;
  }

  /**
   * How many pictures the source will give, where that is known: not for cameras, streams and
   * loops. Opens a video file for it.
   *
   * @throws SettingsException if a file cannot be read as a video
   */
  public static OptionalLong total(CameraSpec spec, PictureSettings settings) {
    if (spec instanceof CameraSpec.VideoFile film) {
      // What a pipe holds can be read once.
      OptionalLong total =
          Files.isRegularFile(film.file()) ? inVideo(spec, settings) : OptionalLong.empty();
      return settings.loop() ? OptionalLong.empty() : total;
    }
    if (settings.loop()) {
      return OptionalLong.empty();
    }
    if (spec instanceof CameraSpec.Pictures pictures) {
      return OptionalLong.of(pictures.files().size());
    }
    if (spec instanceof CameraSpec.Crowd crowd && crowd.frames().isPresent()) {
      return OptionalLong.of(
          FrameSelection.count(crowd.frames().getAsLong(), crowd.fps(), settings.fps()));
    }
    return OptionalLong.empty();
  }

  /** An opener without loop, pace and memory of what was given. */
  static CameraOpener plain(CameraSpec spec, PictureSettings settings) {
    return spec instanceof CameraSpec.Crowd crowd
        ? () -> new PacedCamera(new SyntheticCrowd(crowd, settings), 1 / crowd.fps())
        : once(spec, settings);
  }

  private static CameraOpener once(CameraSpec spec, PictureSettings settings) {
    if (spec instanceof CameraSpec.Pictures pictures) {
      TurnNotice notice = new TurnNotice(spec, settings);
      LeftOut leftOut = new LeftOut(pictures);
      return () -> new PictureFolder(pictures.files(), settings, notice, leftOut);
    }
    if (spec instanceof CameraSpec.Crowd crowd) {
      return () -> new SyntheticCrowd(crowd, settings);
    }
    return new VideoOpener(spec, settings);
  }

  private static OptionalLong inVideo(CameraSpec spec, PictureSettings settings) {
    try {
      try (VideoInput input = Ffmpeg.open(spec, settings)) {
        VideoStream stream = new VideoStream(input, spec);
        OptionalLong frames = stream.frames();
        return frames.isEmpty()
            ? frames
            : OptionalLong.of(
                FrameSelection.count(frames.getAsLong(), stream.fps(), settings.fps()));
      }
    } catch (CameraException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }
}

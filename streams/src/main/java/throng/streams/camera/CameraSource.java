package throng.streams.camera;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import throng.streams.tally.Tally;

/**
 * A camera as a stream: one picture read for each that is asked for, on a thread of the camera's
 * own, and a watchdog over it.
 *
 * <p>A native read cannot be interrupted. A thread that hangs in one is left behind, and closes its
 * camera itself should the call ever return; another thread opens the camera anew.
 */
public final class CameraSource {

  private CameraSource() {}

  /**
   * A camera or stream that is opened again, for ever, when it fails, falls silent or ends.
   *
   * <p><b>Emits when</b> the camera has delivered a picture that was asked for
   *
   * <p><b>Backpressures</b> by not reading the camera
   *
   * <p><b>Completes when</b> never
   *
   * <p><b>Cancels when</b> downstream cancels; the camera is closed on its own thread
   *
   * <p><b>Fails when</b> never: outages are told to the listener
   *
   * @param name names the thread, and nothing else
   */
  public static Source<CapturedFrame, NotUsed> restarting(
      String name,
      CameraOpener opener,
      WatchdogSettings watchdog,
      Tally tally,
      CameraListener listener) {
    return Source.fromGraph(new CameraStage(name, opener, watchdog, tally, listener));
  }

  /**
   * A file, a picture, a folder: what ends.
   *
   * <p><b>Emits when</b> the source has delivered a picture that was asked for
   *
   * <p><b>Backpressures</b> by not reading
   *
   * <p><b>Completes when</b> the source ends
   *
   * <p><b>Cancels when</b> downstream cancels; the source is closed on its own thread
   *
   * <p><b>Fails when</b> it cannot be opened or read, or delivers nothing for too long: with the
   * {@link CameraException}
   *
   * @param name names the thread, and nothing else
   */
  public static Source<CapturedFrame, NotUsed> once(
      String name, CameraOpener opener, WatchdogSettings watchdog, Tally tally) {
    return Source.fromGraph(new CameraStage(name, opener, watchdog, tally, null));
  }
}

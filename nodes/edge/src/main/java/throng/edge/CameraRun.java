package throng.edge;

import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import java.util.concurrent.atomic.AtomicBoolean;
import throng.common.console.Console;
import throng.edge.camera.Cameras;
import throng.edge.output.CameraStatus;
import throng.edge.output.Scene;
import throng.streams.frame.Mode;
import throng.streams.tally.Tally;
import throng.streams.tls.LinkIdentity;

/**
 * One camera of this process while it runs.
 *
 * @param identity the process' to GPU nodes
 * @param instance random, the same for all cameras of the process
 * @param reading ends the camera; what was read still gets its outcome
 * @param ending whether the user has ended it
 * @param waiting ends the rest: nothing more is waited for
 */
record CameraRun(
    CameraSettings camera,
    LinkIdentity identity,
    long instance,
    Tally tally,
    CameraStatus status,
    SharedKillSwitch reading,
    AtomicBoolean ending,
    SharedKillSwitch waiting) {

  /**
   * A camera that has not begun; opens a video file to know its length.
   *
   * @throws throng.streams.settings.SettingsException if that file cannot be read
   */
  static CameraRun of(
      CameraSettings camera, LinkIdentity identity, long instance, Console console) {
    String name = camera.id().camera();
    Tally tally = Tally.create();
    return new CameraRun(
        camera,
        identity,
        instance,
        tally,
        new CameraStatus(name, tally, Cameras.total(camera.source(), camera.pictures()), console),
        KillSwitches.shared("reading-" + name),
        new AtomicBoolean(),
        KillSwitches.shared("waiting-" + name));
  }

  /** What is shown of it. */
  Scene scene() {
    return new Scene(status, !camera.source().isLive(), camera.view());
  }

  /** Ends the camera for its user: what is under way gets its outcome, and nothing another try. */
  void end() {
    ending.set(true);
    reading.shutdown();
    if (!status.isConnected()) {
      waiting.shutdown();
    }
  }

  /** Whether the user has ended it, and nothing is left that could have another outcome. */
  boolean isOver() {
    return ending.get() && tally.snapshot().underWay() == 0;
  }

  boolean isLossless() {
    return camera.mode() == Mode.LOSSLESS;
  }
}

package throng.tests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera of this machine that is unplugged, or fails, while it is read. */
class UnpluggedCameraIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Map<String, String> SENTENCES =
      Map.of(
          "unplug", "was unplugged; plug it in again\\.",
          "eio", "can be read no more \\(Input/output error\\); plug it into another port");

  @TempDir Path folder;
  @TempDir Path simulator;

  @Test
  void theCauseIsNamedWhateverTheFormatAndTheCameraComesBack() throws Exception {
    SimulatedCameras cameras =
        SimulatedCameras.in(
            simulator, "CAMERAS=0,1", "FPS=15", "FORMATS_0=mjpeg", "FORMATS_1=yuyv");
    try (CountedCameras counted =
        new CountedCameras(folder, cameras, "--camera", "0", "--camera", "1")) {
      for (Map.Entry<String, String> fault : SENTENCES.entrySet()) {
        counted.awaitMore("video0", 5);
        counted.awaitMore("video1", 5);
        cameras.say(fault.getKey());
        for (String camera : new String[] {"0", "1"}) {
          counted
              .edge()
              .waitFor(
                  Pattern.compile("The camera /dev/video" + camera + " " + fault.getValue()),
                  MINUTE);
        }
        cameras.say("");
      }
      counted.awaitMore("video0", 5);
      counted.awaitMore("video1", 5);
      counted.end();
      cameras.assertNeverBusy();
    }
  }
}

package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import throng.common.console.Console;
import throng.streams.tally.Tally;

class CameraStatusTest {
  @Test
  void aCameraThatComesAndGoesForEverDoesNotFillTheLog() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    CameraStatus status =
        new CameraStatus("door", Tally.create(), OptionalLong.empty(), to(printed));
    for (int i = 0; i < 1000; i++) {
      status.cameraLost("It ended.");
      status.cameraBack();
    }

    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .contains("door: It ended. It is tried again until it is back.")
        .contains("door: the camera is back.");
    assertThat(text.lines()).hasSizeLessThan(20);
  }

  private static Console to(ByteArrayOutputStream printed) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try {
      System.setOut(both);
      System.setErr(both);
      return Console.create(false);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}

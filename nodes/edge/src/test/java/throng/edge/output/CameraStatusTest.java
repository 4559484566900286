package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import throng.common.console.Console;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.tally.Tally;
import throng.streams.wire.Message;

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

  @Test
  void anOutageLastsUntilANodeAnswersAndIsToldOnce() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    CameraStatus status =
        new CameraStatus("door", Tally.create(), OptionalLong.empty(), to(printed));
    LinkEvent connected = new LinkEvent.Connected("here:1", welcome());

    for (int i = 0; i < 3; i++) {
      status.link(connected);
      status.link(new LinkEvent.Disconnected("here:1", "It speaks otherwise.", false));
    }
    status.link(connected);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("It speaks otherwise.")
        .doesNotContain("connected again");

    status.link(new LinkEvent.Answered(new Skipped(0, SkipReason.UNDECODABLE, "No JPEG."), 0));

    assertThat(printed.toString(StandardCharsets.UTF_8)).containsOnlyOnce("connected again");
  }

  @Test
  void aQuietProgramTellsTheEndOfAnOutageTooButNotTheFirstConnection() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Console quiet = to(printed, true)) {
      CameraStatus status = new CameraStatus("door", Tally.create(), OptionalLong.empty(), quiet);

      status.link(new LinkEvent.Connected("here:1", welcome()));
      assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();

      status.link(new LinkEvent.Answered(new Skipped(0, SkipReason.UNDECODABLE, "No JPEG."), 0));
      status.link(new LinkEvent.Disconnected("here:1", "It has gone.", false));
      status.link(new LinkEvent.Connected("here:1", welcome()));
      status.link(new LinkEvent.Answered(new Skipped(1, SkipReason.UNDECODABLE, "No JPEG."), 0));
      status.cameraLost("It was unplugged.");
      status.cameraStillAway("It is forbidden.");
      status.cameraBack();
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsSubsequence(
            "It has gone.",
            "connected again to here:1",
            "It was unplugged.",
            "door: the camera is still away: It is forbidden.",
            "the camera is back");
  }

  @Test
  void aMoveIsNoOutageAndAFailureAfterItIsOne() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Console quiet = to(printed, true)) {
      CameraStatus status = new CameraStatus("door", Tally.create(), OptionalLong.empty(), quiet);
      status.link(new LinkEvent.Connected("here:1", welcome()));

      status.link(new LinkEvent.Disconnected("here:1", "It sends it away.", true));
      assertThat(status.isConnected()).isFalse();
      assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
      status.link(new LinkEvent.Disconnected("there:1", "It does not listen.", false));
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("door: It does not listen.");
  }

  @Test
  void namesTheNetworkThatCountedAlsoWhereItChanges() {
    CameraStatus status =
        new CameraStatus(
            "door", Tally.create(), OptionalLong.empty(), to(new ByteArrayOutputStream()));
    status.link(new LinkEvent.Connected("here:1", welcome()));
    status.link(new LinkEvent.Answered(new Skipped(0, SkipReason.EXPIRED, "Late."), 0));
    status.link(new LinkEvent.ModelChanged("better", "2"));
    status.link(new LinkEvent.Answered(new Skipped(1, SkipReason.EXPIRED, "Late."), 0));

    assertThat(status.network(0)).isEqualTo("network 1");
    assertThat(status.network(1)).isEqualTo("better 2");
  }

  private static Message.Welcome welcome() {
    return new Message.Welcome(1, 0, 1, 1, 1, false, "network", "1");
  }

  private static Console to(ByteArrayOutputStream printed) {
    return to(printed, false);
  }

  private static Console to(ByteArrayOutputStream printed, boolean quiet) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream both = new PrintStream(printed, true, StandardCharsets.UTF_8);
    try {
      System.setOut(both);
      System.setErr(both);
      return Console.create(quiet);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}

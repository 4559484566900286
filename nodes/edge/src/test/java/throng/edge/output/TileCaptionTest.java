package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.common.console.Console;
import throng.edge.output.window.Caption;
import throng.streams.camera.Picture;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.frame.SkipReason;
import throng.streams.tally.Tally;
import throng.streams.wire.Message;

class TileCaptionTest {
  private final Console console = Console.create(true);
  private final Tally tally = Tally.create();
  private long nanos = 1_000_000_000L;
  private final CameraStatus status =
      new CameraStatus("door", tally, OptionalLong.empty(), console, () -> nanos);
  private final TileCaption caption =
      new TileCaption(status, new OutcomeText("door", false, ZoneOffset.UTC), () -> nanos);
  private final Picture picture = Outcomes.picture(Outcomes.jpeg(8, 8), 8, 8, "", -1);
  private final Outcome outcome = Outcomes.counted(0, picture, Outcomes.map(1, 1, 63.6f));

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void saysFromTheBeginningWhatIsAwaited() {
    assertThat(caption.get().name()).isEqualTo("door");
    assertThat(caption.get().notice()).isEqualTo("waiting for the GPU node");

    connect();
    assertThat(caption.get().notice()).isEqualTo("waiting for the camera's first picture");

    tally.captured();
    assertThat(caption.get().notice()).isEqualTo("waiting for the first count");

    status.outcome(Outcomes.skipped(0, picture, SkipReason.EXPIRED));
    assertThat(caption.get().notice()).isEqualTo("waiting for the first count (EXPIRED)");

    status.cameraLost("It is gone.");
    assertThat(caption.get().notice()).startsWith("waiting for the camera");
  }

  @Test
  void saysWhatThePictureShows() {
    connect();
    count();

    Caption said = caption.get();

    assertThat(said.notice()).isEmpty();
    assertThat(said.result()).isEqualTo("64 people");
    assertThat(said.details()).startsWith("12:30:05", "here:1");
  }

  @Test
  void saysThatThereIsNoCountOnceThatIsUnusual() {
    connect();
    count();
    nanos += TimeUnit.MILLISECONDS.toNanos(1999);
    assertThat(caption.get().notice()).isEmpty();

    nanos += TimeUnit.SECONDS.toNanos(10) + 1_000_000;
    assertThat(caption.get().notice()).isEqualTo("no count for 12 s");
    assertThat(caption.get().details()).containsExactly("here:1", "12:30:05");

    count();
    assertThat(caption.get().notice()).isEmpty();
  }

  @Test
  void aFinishedCameraKeepsItsLastCountAndHasNoRate() {
    connect();
    count();
    status.finished();
    nanos += TimeUnit.SECONDS.toNanos(100);

    Caption said = caption.get();

    assertThat(said.notice()).isEmpty();
    assertThat(said.result()).isEqualTo("64 people");
    assertThat(said.details()).containsExactly("finished", "12:30:05");
  }

  @Test
  void aCameraThatFinishesWithoutACountSaysSo() {
    status.finished();

    assertThat(caption.get().notice()).isEqualTo("finished without a count");
  }

  @Test
  void saysTheRateOnceASecond() {
    connect();
    count();
    for (int i = 0; i < 20; i++) {
      tally.captured();
      tally.counted(1, 1);
    }
    nanos += TimeUnit.SECONDS.toNanos(1);

    assertThat(caption.get().details().get(2)).endsWith(" fps").isNotEqualTo("0.0 fps");
  }

  private void connect() {
    status.link(
        new LinkEvent.Connected(
            "here:1", new Message.Welcome(1, 0, 1, 1, 1, false, "network", "1")));
  }

  private void count() {
    status.outcome(outcome);
    caption.shows(outcome);
  }
}

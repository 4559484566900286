package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.common.console.Console;
import throng.streams.camera.Picture;
import throng.streams.frame.SkipReason;
import throng.streams.tally.IntervalReader;
import throng.streams.tally.Tally;

class SummaryTest {
  private final Tally tally = Tally.create();
  private final Console console = Console.create(true);
  private final CameraStatus status = new CameraStatus("door", tally, OptionalLong.of(10), console);

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void tellsWhereEveryPictureWent() {
    for (int i = 0; i < 9; i++) {
      tally.captured();
    }
    tally.counted(3, 80_000_000);
    tally.counted(4, 80_000_000);
    tally.skipped(SkipReason.OVERLOADED);
    tally.skipped(SkipReason.EXPIRED);
    tally.skipped(SkipReason.EXPIRED);
    tally.dropped();
    tally.lost();

    assertThat(Summary.lines(status))
        .contains(
            "door: captured 9 = counted 2 + skipped 3 + dropped 1 + lost 1 + under way 2",
            "door: skipped (OVERLOADED 1, EXPIRED 2)")
        .anySatisfy(line -> assertThat(line).startsWith("door: mean count 3.50, "));
  }

  @Test
  void setsTheTruthBesideTheEstimate() {
    tally.captured();
    tally.counted(3, 80_000_000);
    status.outcome(Outcomes.counted(0, withTruth(5), Outcomes.map(1, 1, 3)));

    assertThat(Summary.lines(status))
        .anySatisfy(
            line -> assertThat(line).contains("mean count 3.00 (true mean 5.00, mean error 2.00)"));
    assertThat(StatusLines.row(status, new IntervalReader(status.tally()).next()).text())
        .contains("count 3.0 (true 5)", "[##", "1/10");
  }

  @Test
  void takesNoCountForNoCountOfZero() {
    assertThat(total()).contains("0 of 1 counted", "no count");

    status.outcome(Outcomes.counted(0, withTruth(5), Outcomes.map(1, 1, 0)));

    assertThat(total()).contains("1 of 1 counted", "count 0.0");
  }

  private List<String> total() {
    return StatusLines.total(Map.of(status, new IntervalReader(status.tally()).next())).fields();
  }

  @Test
  void countsRowsWithoutACount() {
    status.outcome(Outcomes.counted(0, withTruth(5), Outcomes.map(1, 1, 3)));
    status.outcome(Outcomes.skipped(1, withTruth(5), SkipReason.UNDECODABLE));
    status.outcome(Outcomes.outcome(2, withTruth(5), null));

    assertThat(status.rowsWithoutCount()).isEqualTo(2);
  }

  private static Picture withTruth(int people) {
    return new Picture(
        akka.util.ByteString.emptyByteString(),
        8,
        8,
        1,
        1,
        "",
        OptionalDouble.empty(),
        OptionalInt.of(people));
  }
}

package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.edge.output.Outage.Retry;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.Mode;

class IntervalRowsTest {
  private static final String HEADER =
      "camera,from,position_s,every_s,mean,least,most,most_at,covered_s,"
          + "counted,without_count,partial,run,model\r\n";
  private static final String RUN = "2026-11-26T10:20:30.000Z,";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final SetClock clock = new SetClock();
  private final FilesOfTests files = new FilesOfTests(clock);
  private final Heard heard = new Heard();

  @Test
  void anIntervalHasTheMeanOfItsSecondsMeansAndItsPeak() throws IOException {
    CsvFile csv = begin();
    View view = rows(csv, Mode.LIVE);

    view.show(counted("10:21:00.000", 4));
    view.show(counted("10:21:10.100", 10));
    view.show(counted("10:21:10.200", 20));
    view.show(counted("10:21:10.900", 30));
    view.show(without("10:21:59.999"));
    view.show(counted("10:22:00.000", 1));
    view.close();
    csv.close();

    assertThat(Files.readString(file()))
        .isEqualTo(
            HEADER
                + "door,2026-11-26T10:21:00.000Z,,60.000,12.000,4.000,30.000,"
                + "2026-11-26T10:21:10.900Z,2,4,1,,"
                + (RUN + "crowd-s 1\r\n")
                + "door,2026-11-26T10:22:00.000Z,,60.000,1.000,1.000,1.000,"
                + "2026-11-26T10:22:00.000Z,1,1,0,end,"
                + (RUN + "crowd-s 1\r\n"));
    assertThat(heard.all).isEmpty();
  }

  @Test
  void anIntervalWithoutACountHasNoNumberAndOneWithoutAPictureNoRow() throws IOException {
    CsvFile csv = begin();
    View view = rows(csv, Mode.LIVE);

    view.show(without("10:21:10.000"));
    view.show(counted("10:24:10.000", 3));
    view.close();
    csv.close();

    assertThat(lines())
        .hasSize(2)
        .first()
        .isEqualTo("door,2026-11-26T10:21:00.000Z,,60.000,,,,,0,0,1,," + RUN);
    assertThat(lines().get(1)).startsWith("door,2026-11-26T10:24:00.000Z,,60.000,3.000,");
  }

  @Test
  void theRunsFirstAndLastIntervalAreMarkedAsPartial() throws IOException {
    CsvFile csv = begin();
    View view = rows(csv, Mode.LIVE);

    view.show(counted("10:20:31.000", 1));
    view.show(counted("10:21:30.000", 2));
    view.show(counted("10:22:30.000", 3));
    view.close();
    View other = rows(csv, Mode.LIVE);
    other.show(counted("10:20:31.000", 1));
    other.close();
    csv.close();

    assertThat(lines())
        .extracting(line -> line.split(",", -1)[11])
        .containsExactly("begin", "", "end", "begin and end");
  }

  @Test
  void aFilmHasIntervalsOfItsOwnTimeHoweverFastItIsCounted() throws IOException {
    CsvFile csv = begin();
    View view = rows(csv, Mode.LOSSLESS);

    view.show(ofFilm(0, 1));
    view.show(ofFilm(59.96, 5));
    view.show(ofFilm(60, 2));
    view.close();
    csv.close();

    assertThat(lines())
        .containsExactly(
            "door,,0.000,60.000,3.000,1.000,5.000,59.960,2,2,0,," + RUN + "crowd-s 1",
            "door,,60.000,60.000,2.000,2.000,2.000,60.000,1,1,0,end," + RUN + "crowd-s 1");
  }

  @Test
  void anAnswerThatComesTooLateHasARowOfItsOwn() throws IOException {
    CsvFile csv = begin();
    View view = rows(csv, Mode.LIVE);
    view.show(counted("10:20:45.000", 7));
    view.show(counted("10:20:46.000", 7));
    clock.forward(Duration.ofSeconds(41));
    view.everySecond();

    view.show(counted("10:20:59.000", 1));
    view.show(counted("10:21:30.000", 2));
    view.close();
    csv.close();

    assertThat(lines())
        .extracting(line -> line.split(",", -1)[1], line -> line.split(",", -1)[9])
        .containsExactly(
            tuple("2026-11-26T10:20:00.000Z", "2"),
            tuple("2026-11-26T10:20:00.000Z", "1"),
            tuple("2026-11-26T10:21:00.000Z", "1"));
  }

  @Test
  void aClockThatIsSetBackGivesAnIntervalTwoRows() throws IOException {
    CsvFile csv = begin();
    View view = rows(csv, Mode.LIVE);

    view.show(counted("10:21:10.000", 4));
    view.show(counted("10:21:20.000", 4));
    view.show(counted("10:20:50.000", 8));
    view.show(counted("10:21:00.000", 6));
    view.close();
    csv.close();

    assertThat(lines())
        .extracting(line -> line.split(",", -1)[1], line -> line.split(",", -1)[9])
        .containsExactly(
            tuple("2026-11-26T10:21:00.000Z", "2"),
            tuple("2026-11-26T10:20:00.000Z", "1"),
            tuple("2026-11-26T10:21:00.000Z", "1"));
  }

  @Test
  void aLiveCameraThatFellSilentHasItsRowOnTheDiskSoonAfterTheInterval() throws IOException {
    CsvFile csv = begin();
    View view = rows(csv, Mode.LIVE);
    view.show(counted("10:20:45.000", 7));

    clock.forward(Duration.ofSeconds(40));
    view.everySecond();
    assertThat(lines()).isEmpty();
    clock.forward(Duration.ofMillis(1));
    view.everySecond();

    assertThat(lines()).hasSize(1).first().asString().contains(",7.000,");
    csv.close();
  }

  @Test
  void aFolderThatWaitsForAGpuNodeKeepsItsIntervalOpen() throws IOException {
    CsvFile csv = begin();
    View view = rows(csv, Mode.LOSSLESS);
    view.show(counted("10:20:45.000", 7));

    clock.forward(Duration.ofHours(1));
    view.everySecond();
    view.show(counted("10:20:46.000", 9));
    view.close();
    csv.close();

    assertThat(lines()).hasSize(1).first().asString().contains(",8.000,7.000,9.000,");
  }

  @Test
  void goesOnInAFileOfTheSameColumnsAndBesideOneOfFrames() throws IOException {
    CsvFile frames = CsvFile.begin(files.series(file()), false, RowFile::channel, outage(), "a,b");
    frames.write("1,2");
    frames.close();

    for (int run = 0; run < 2; run++) {
      CsvFile csv = begin();
      View view = rows(csv, Mode.LIVE);
      view.show(counted("10:21:00.000", run));
      view.close();
      csv.close();
    }

    assertThat(Files.readString(file())).isEqualTo("a,b\r\n1,2\r\n");
    assertThat(Files.readAllLines(folder.resolve("counts-2.csv")))
        .hasSize(3)
        .first()
        .isEqualTo(HEADER.trim());
  }

  private CsvFile begin() throws IOException {
    return CsvFile.begin(
        files.series(file()), false, RowFile::channel, outage(), IntervalRows.HEADER);
  }

  private View rows(CsvFile csv, Mode mode) {
    return new IntervalRows(
        "door",
        new IntervalClock(MINUTE, mode),
        sequence -> "crowd-s 1",
        csv,
        clock,
        SetClock.START);
  }

  private Outage outage() {
    return new Outage(new Retry(Duration.ofSeconds(10), clock), heard);
  }

  private Path file() {
    return folder.resolve("counts.csv");
  }

  /** All rows but the header. */
  private List<String> lines() throws IOException {
    List<String> all = Files.readAllLines(file());
    return all.isEmpty() ? all : all.subList(1, all.size());
  }

  private static Outcome counted(String time, float people) {
    return outcome(millis(time), OptionalDouble.empty(), people);
  }

  private static Outcome without(String time) {
    return outcome(millis(time), OptionalDouble.empty(), null);
  }

  private static Outcome ofFilm(double position, float people) {
    return outcome(SetClock.START.toEpochMilli(), OptionalDouble.of(position), people);
  }

  private static long millis(String time) {
    return Instant.parse("2026-11-26T" + time + "Z").toEpochMilli();
  }

  private static Outcome outcome(long millis, OptionalDouble position, @Nullable Float people) {
    Picture picture =
        new Picture(
            ByteString.emptyByteString(), 64, 48, 0, millis, "", position, OptionalInt.empty());
    return new Outcome(
        new CapturedFrame(0, picture), people == null ? null : Outcomes.map(1, 1, people), 1);
  }
}

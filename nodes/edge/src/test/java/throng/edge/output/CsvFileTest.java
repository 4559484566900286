package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import throng.edge.output.Outage.Retry;
import throng.streams.camera.Picture;
import throng.streams.frame.SkipReason;

class CsvFileTest {
  private static final String HEADER =
      "camera,name,sequence,captured_at,position_s,count,age_ms,queued_ms,decode_ms,inference_ms,"
          + "batch,reason,run,model\r\n";
  private static final String RUN = ",2026-11-26T10:20:30.000Z,";

  @TempDir Path folder;

  private final SetClock clock = new SetClock();
  private final FilesOfTests files = new FilesOfTests(clock);
  private final Heard heard = new Heard();
  private final SmallDisk disk = new SmallDisk();
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("counts.csv");
  }

  @Test
  void writesCountsSkipsAndLossesInOrder() throws IOException {
    CsvFile csv = begin(files.series(file));
    View view = rowsOf(csv, "door", sequence -> "crowd-s 1");

    view.show(Outcomes.counted(0, picture("a.jpg", 0.04), Outcomes.map(1, 2, 3.25f, 4)));
    view.show(Outcomes.skipped(1, picture("", -1), SkipReason.UNDECODABLE));
    view.show(Outcomes.outcome(3, picture("b.jpg", 12), null));
    view.close();
    csv.close();

    assertThat(Files.readString(file))
        .isEqualTo(
            HEADER
                + "door,a.jpg,0,2026-11-01T12:30:05.250Z,0.040,7.250,83.400,1.500,2.000,30.250,4,"
                + RUN
                + "crowd-s 1\r\n"
                + "door,,1,2026-11-01T12:30:05.250Z,,,83.400,,,,,UNDECODABLE"
                + RUN
                + "\r\n"
                + "door,b.jpg,3,2026-11-01T12:30:05.250Z,12.000,,,,,,,LOST"
                + RUN
                + "\r\n");
    assertThat(heard.all).isEmpty();
  }

  @Test
  void writesNumbersWithAPointWhateverTheLanguage() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(CsvRow.decimal(1234567.8915)).isEqualTo("1234567.892");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0.000", "-0.0004,0.000", "0.0005,0.001", "1e-9,0.000", "1e12,1000000000000.000"})
  void roundsToThreeDecimals(double value, String text) {
    assertThat(CsvRow.decimal(value)).isEqualTo(text);
  }

  @Test
  void roundsAsTheDigitsSay() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(16) - 4);
      double halves = Math.rint(value * 2_000) / 2_000;

      assertThat(CsvRow.decimal(value)).isEqualTo(digits(value));
      assertThat(CsvRow.decimal(halves)).isEqualTo(digits(halves));
    }
  }

  private static String digits(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 999, 1_793_536_205_250L, 951_782_400_001L, -1})
  void writesMomentsAsTheirFormatSays(long millis) {
    Instant moment = Instant.ofEpochMilli(millis);

    assertThat(CsvRow.time(moment))
        .isEqualTo(
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(moment));
  }

  @Test
  void quotesWhatWouldBreakARow() throws IOException {
    CsvFile csv = begin(files.series(file));

    rowsOf(csv, "a,b", sequence -> "")
        .show(Outcomes.outcome(0, picture("he said \"5\"\n.jpg", -1), null));
    csv.close();

    assertThat(Files.readString(file))
        .startsWith(HEADER + "\"a,b\",\"he said \"\"5\"\"\n.jpg\",0,2026-");
  }

  @Test
  void isOnTheDiskASecondLater() throws IOException {
    CsvFile csv = begin(files.series(file));
    View view = rowsOf(csv, "door", sequence -> "");

    view.show(lost("a.jpg"));
    view.everySecond();

    assertThat(names(file)).containsExactly("a.jpg");
    csv.close();
  }

  @Test
  void goesOnInAFileOfTheSameColumns() throws IOException {
    writeOne("a.jpg");
    writeOne("b.jpg");

    assertThat(names(file)).containsExactly("a.jpg", "b.jpg");
    assertThat(files.said).isEmpty();
  }

  @Test
  void goesBesideAFileOfOtherColumnsAndOnThere() throws IOException {
    String old = HEADER.replace(",run,model", "") + "door,x.jpg\r\n";
    Files.writeString(file, old);

    writeOne("a.jpg");
    writeOne("b.jpg");

    assertThat(Files.readString(file)).isEqualTo(old);
    assertThat(names(folder.resolve("counts-2.csv"))).containsExactly("a.jpg", "b.jpg");
    assertThat(files.said).first().asString().contains("goes to ", "counts-2.csv");
  }

  @ParameterizedTest
  @CsvSource({"'camera,na',0", "'',0", "whole,1"})
  void removesWhatAKillLeftOfTheLastRow(String left, int whole) throws IOException {
    writeOne("a.jpg");
    String rows = Files.readString(file);
    Files.writeString(
        file, left.equals("whole") ? rows + "door,cut.j" : HEADER.substring(0, left.length()));

    writeOne("b.jpg");

    assertThat(Files.readString(file)).startsWith(HEADER).endsWith("\r\n").doesNotContain("cut");
    assertThat(names(file)).hasSize(1 + whole).endsWith("b.jpg");
  }

  @Test
  void beginsAnewWhereThatIsWanted() throws IOException {
    Files.writeString(file, "what was here before");

    CsvFile csv =
        CsvFile.begin(
            files.series(file, Optional.empty(), FilesOfTests.OVERWRITTEN),
            true,
            disk,
            outage(),
            CsvRow.HEADER);
    csv.close();

    assertThat(Files.readString(file)).isEqualTo(HEADER);
  }

  @Test
  void doesNotWriteWhereAnotherProcessDoes() throws IOException {
    CsvFile csv =
        CsvFile.begin(files.series(file), false, RowFile::channel, outage(), CsvRow.HEADER);
    rowsOf(csv, "door", sequence -> "").show(lost("a.jpg"));

    CsvFile other =
        CsvFile.begin(files.series(file), false, RowFile::channel, outage(), CsvRow.HEADER);
    rowsOf(other, "door", sequence -> "").show(lost("b.jpg"));
    other.close();
    csv.close();

    assertThat(names(file)).containsExactly("a.jpg");
    assertThat(names(folder.resolve("counts-2.csv"))).containsExactly("b.jpg");
  }

  @Test
  void beginsANewFileByTheClock() throws IOException {
    CsvFile csv = begin(files.series(folder.resolve("%t.csv"), Duration.ofDays(1)));
    View view = rowsOf(csv, "door", sequence -> "");

    view.show(lost("today.jpg"));
    clock.forward(Duration.ofHours(13));
    view.show(lost("late.jpg"));
    clock.forward(Duration.ofHours(1));
    view.show(lost("tomorrow.jpg"));
    csv.close();

    assertThat(names(folder.resolve("20261126T102030Z.csv")))
        .containsExactly("today.jpg", "late.jpg");
    assertThat(names(folder.resolve("20261127T002030Z.csv"))).containsExactly("tomorrow.jpg");
  }

  @Test
  void removesACutRowAndWritesItWholeWhenTheDiskHasRoomAgain() throws IOException {
    CsvFile csv = begin(files.series(file));
    View view = rowsOf(csv, "door", sequence -> "");
    disk.room = HEADER.length() + 7;

    view.show(lost("a.jpg"));
    view.everySecond();
    disk.room = Long.MAX_VALUE;
    clock.forward(Duration.ofSeconds(9));
    view.show(lost("b.jpg"));
    view.everySecond();
    assertThat(Files.readString(file)).isEqualTo(HEADER);
    clock.forward(Duration.ofSeconds(1));
    view.everySecond();

    assertThat(names(file)).containsExactly("a.jpg", "b.jpg");
    assertThat(heard.all).containsExactly("failed", "goes on, missing 0");
    csv.close();
  }

  @Test
  void tellsHowManyRowsAreMissingWhenTheDiskHasRoomAgain() throws IOException {
    CsvFile csv = begin(files.series(file));
    View view = rowsOf(csv, "door", sequence -> "");
    disk.room = HEADER.length();
    int rows = 5000;
    for (int i = 0; i < rows; i++) {
      view.show(lost(i + ".jpg"));
    }

    disk.room = Long.MAX_VALUE;
    clock.forward(Duration.ofSeconds(10));
    view.everySecond();
    view.show(lost("last.jpg"));
    csv.close();

    int written = names(file).size() - 1;
    assertThat(written).isBetween(100, rows - 100);
    assertThat(names(file)).startsWith("0.jpg", "1.jpg").endsWith("last.jpg");
    assertThat(heard.all).containsExactly("failed", "goes on, missing " + (rows - written));
  }

  @Test
  void leavesNoCutRowWhereTheDiskStaysFull() throws IOException {
    CsvFile csv = begin(files.series(file));
    View view = rowsOf(csv, "door", sequence -> "");
    view.show(lost("a.jpg"));
    view.everySecond();
    disk.room = 7;

    view.show(lost("b.jpg"));
    view.everySecond();
    csv.close();

    assertThat(names(file)).containsExactly("a.jpg");
    assertThat(Files.readString(file)).endsWith("\r\n");
    assertThat(heard.all).containsExactly("failed", "lacks 1");
  }

  @Test
  void goesOnWhereADiskCameBack() throws IOException {
    CsvFile csv = begin(files.series(file));
    View view = rowsOf(csv, "door", sequence -> "");
    view.show(lost("a.jpg"));
    view.everySecond();
    disk.room = 0;
    view.show(lost("b.jpg"));
    view.everySecond();

    Path away = Files.move(file, folder.resolve("away"));
    Files.copy(away, file);
    disk.room = Long.MAX_VALUE;
    clock.forward(Duration.ofSeconds(10));
    view.everySecond();
    csv.close();

    assertThat(names(file)).containsExactly("a.jpg", "b.jpg");
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "this machine has no /dev/full");
    CsvFile csv = begin(files.series(full));
    View view = rowsOf(csv, "door", sequence -> "");

    view.show(lost("a.jpg"));
    view.everySecond();
    view.everySecond();
    csv.close();

    assertThat(heard.all).containsExactly("failed", "lacks 1");
  }

  private void writeOne(String name) throws IOException {
    CsvFile csv = begin(files.series(file));
    rowsOf(csv, "door", sequence -> "").show(lost(name));
    csv.close();
  }

  private CsvFile begin(FileSeries series) throws IOException {
    return CsvFile.begin(series, false, disk, outage(), CsvRow.HEADER);
  }

  private static View rowsOf(CsvFile csv, String camera, LongFunction<String> model) {
    return new FrameRows(camera, model, csv, CsvRow.time(SetClock.START));
  }

  private Outage outage() {
    return new Outage(new Retry(Duration.ofSeconds(10), clock), heard);
  }

  /** The names of the pictures in whole rows. */
  private static List<String> names(Path file) throws IOException {
    String rows = Files.readString(file);
    assertThat(rows).startsWith(HEADER);
    return Stream.of(rows.substring(HEADER.length()).split("\r\n", -1))
        .filter(row -> row.split(",", -1).length == 14)
        .map(row -> row.split(",", -1)[1])
        .toList();
  }

  private static throng.streams.flow.Outcome lost(String name) {
    return Outcomes.outcome(0, picture(name, -1), null);
  }

  private static Picture picture(String name, double position) {
    return Outcomes.picture(ByteString.emptyByteString(), 64, 48, name, position);
  }
}

package throng.edge.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.camera.Picture;
import throng.streams.frame.SkipReason;

class CsvFileTest {
  private static final String HEADER =
      "camera,name,sequence,captured_at,position_s,count,age_ms,queued_ms,decode_ms,inference_ms,"
          + "batch,reason\r\n";

  @TempDir Path folder;

  @Test
  void writesCountsSkipsAndLossesInOrder() throws IOException {
    Path file = folder.resolve("counts.csv");
    Files.writeString(file, "what was here before");
    CsvFile csv = CsvFile.create(file);
    View view = csv.rowsOf("door");

    view.show(Outcomes.counted(0, picture("a.jpg", 0.04), Outcomes.map(1, 2, 3.25f, 4)));
    view.show(Outcomes.skipped(1, picture("", -1), SkipReason.UNDECODABLE));
    view.show(Outcomes.outcome(3, picture("b.jpg", 12), null));
    view.close();
    csv.close();

    assertThat(file)
        .hasContent(
            HEADER
                + "door,a.jpg,0,2026-11-01T12:30:05.250Z,0.040,7.250,83.400,1.500,2.000,30.250,4,\r\n"
                + "door,,1,2026-11-01T12:30:05.250Z,,,83.400,,,,,UNDECODABLE\r\n"
                + "door,b.jpg,3,2026-11-01T12:30:05.250Z,12.000,,,,,,,LOST\r\n");
    assertThat(Files.readString(file)).endsWith("LOST\r\n");
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
  void quotesWhatWouldBreakARow() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CsvFile csv = CsvFile.to(bytes);

    csv.rowsOf("a,b").show(Outcomes.outcome(0, picture("he said \"5\"\n.jpg", -1), null));
    csv.close();

    assertThat(bytes.toString(UTF_8))
        .startsWith(HEADER + "\"a,b\",\"he said \"\"5\"\"\n.jpg\",0,2026-");
  }

  @Test
  void isOnTheDiskASecondLater() throws IOException {
    Path file = folder.resolve("counts.csv");
    View view = CsvFile.create(file).rowsOf("door");

    view.show(Outcomes.outcome(0, picture("a.jpg", -1), null));
    view.everySecond();

    assertThat(file).content().endsWith("LOST\r\n");
  }

  @Test
  void saysThatTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.isWritable(full), "this machine has no /dev/full");
    CsvFile csv = CsvFile.create(full);
    View view = csv.rowsOf("door");
    view.show(Outcomes.outcome(0, picture("a.jpg", -1), null));

    assertThatThrownBy(view::everySecond).isInstanceOf(IOException.class);
    csv.close();
  }

  private static Picture picture(String name, double position) {
    return Outcomes.picture(ByteString.emptyByteString(), 64, 48, name, position);
  }
}

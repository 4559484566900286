package throng.actors.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import throng.actors.counts.AlertHistory.PastAlert;
import throng.streams.frame.CameraId;

class AlertCsvTest {
  @Test
  void aSentenceWithCommasAndQuotesIsOneCell() {
    assertThat(AlertCsv.line(past("crush", "crush: 81.5 people, at \"stage\"")))
        .isEqualTo(
            "2026-11-26T12:00:00Z,resolved,crush,lobby,hall,stage,critical,81.500,cleared,61.500,"
                + "true,ops mail,\"crush: 81.5 people, at \"\"stage\"\"\"\r\n");
  }

  @Test
  void noCellIsAFormula() {
    assertThat(AlertCsv.line(past("-crush", "-crush: full")))
        .contains(",'-crush,lobby,", ",'-crush: full\r\n");
  }

  @Test
  void aLineHasAsManyCellsAsTheHeader() {
    assertThat(AlertCsv.line(past("crush", "full")).split(",", -1))
        .hasSameSizeAs(AlertCsv.HEADER.split(",", -1));
  }

  private static PastAlert past(String alert, String sentence) {
    long at = 1_795_694_400_000L;
    AlertEvent event =
        new AlertEvent(
            AlertEvent.Kind.RESOLVED,
            "id",
            alert,
            Series.of(new CameraId("lobby", "hall"), "stage"),
            Severity.CRITICAL,
            OptionalDouble.of(81.5),
            "cleared",
            sentence,
            at,
            true,
            List.of("ops", "mail"));
    return new PastAlert(7, event, OptionalLong.of(at - 61_500));
  }
}

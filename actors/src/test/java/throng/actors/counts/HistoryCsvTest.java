package throng.actors.counts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.HistoryReader.Row;
import throng.streams.frame.CameraId;

class HistoryCsvTest {
  private static final Point POINT = new Point(1_795_694_400, 12.34567, 10, 15.5, 60, 1.25);

  @Test
  void writesARowInUtc() {
    Series stage = Series.of(new CameraId("lobby", "hall"), "stage");

    assertThat(HistoryCsv.HEADER)
        .isEqualTo("node,camera,zone,at,mean,min,max,covered,factor,network\r\n");
    assertThat(HistoryCsv.line(new Row(stage, POINT, "crowd-s 2")))
        .isEqualTo(
            "lobby,hall,stage,2026-11-26T12:00:00Z,12.346,10.000,15.500,60,1.25,crowd-s 2\r\n");
  }

  @Test
  void aNetworksNameIsNoFormulaAndNoFurtherColumn() {
    Series series = Series.of(new CameraId("lobby", "hall"));

    assertThat(HistoryCsv.line(new Row(series, POINT, "=a,\"b\" 1")))
        .endsWith(",1.25,\"'=a,\"\"b\"\" 1\"\r\n");
    assertThat(HistoryCsv.line(new Row(series, POINT, " =1+1"))).endsWith(",1.25,' =1+1\r\n");
  }

  @Test
  void noNameIsAFormula() {
    Series series = Series.of(new CameraId("-1", "-2"));

    assertThat(HistoryCsv.line(new Row(series, POINT))).startsWith("'-1,'-2,,2026-11-26");
  }
}

package throng.common.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.common.console.StatusTable.Row;

class StatusTableTest {
  private static final Row DOOR =
      new Row("door", List.of("127.0.0.1:22070", "count 6.2", "", "age p50 717 ms p99 7175 ms"));
  private static final Row STAIRS = new Row("stairs", List.of("camera away", "no count for 12 s"));

  @Test
  void setsFieldsBelowEachOther() {
    assertThat(StatusTable.render(List.of(DOOR, STAIRS), List.of(), new TerminalSize(100, 20), 0))
        .containsExactly(
            "door    127.0.0.1:22070  count 6.2          age p50 717 ms p99 7175 ms",
            "stairs  camera away      no count for 12 s");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 9, 20, 26, 43, 60, 71, 100, 200})
  void showsWholeFieldsOnly(int columns) {
    List<String> lines =
        StatusTable.render(List.of(DOOR, STAIRS), List.of(), new TerminalSize(columns, 20), 0);

    assertThat(lines).hasSize(2).allMatch(line -> line.length() <= columns);
    assertThat(lines.get(0))
        .matches("do?o?r?…?( +127.0.0.1:22070( +count 6.2( +age p50 717 ms p99 7175 ms)?)?)?");
  }

  @Test
  void showsManyRowsPageByPageWithWhatStandsBelowThem() {
    List<Row> rows =
        IntStream.range(0, 30).mapToObj(i -> new Row("cam-" + i, List.of("count"))).toList();
    List<Row> all = List.of(new Row("all", List.of("30 of 30 counted")));
    TerminalSize size = new TerminalSize(80, 20);

    List<String> first = StatusTable.render(rows, all, size, 0);
    List<String> second = StatusTable.render(rows, all, size, 1);

    assertThat(first).hasSize(19).startsWith("cam-0   count");
    assertThat(first.subList(17, 19))
        .containsExactly("all     30 of 30 counted", "(1 to 17 of 30; the others follow)");
    assertThat(second).startsWith("cam-17  count").endsWith("(18 to 30 of 30; the others follow)");
    assertThat(StatusTable.render(rows, all, size, 2)).isEqualTo(first);
  }

  @Test
  void fitsALineOfWholeFields() {
    List<String> fields = List.of("4 cameras", "22070.5 frames/s", "batch 4.0");

    assertThat(StatusTable.fit(fields, 80)).isEqualTo("4 cameras  22070.5 frames/s  batch 4.0");
    assertThat(StatusTable.fit(fields, 37)).isEqualTo("4 cameras  22070.5 frames/s");
    assertThat(StatusTable.fit(fields, 26)).isEqualTo("4 cameras");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void neverTakesAsManyLinesAsThereAreRows(int rows) {
    assertThat(
            StatusTable.render(
                List.of(DOOR, STAIRS, DOOR), List.of(STAIRS), new TerminalSize(80, rows), 0))
        .hasSizeLessThan(Math.max(2, rows));
  }
}

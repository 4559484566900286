package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** The rows of an edge node's CSV file, without the header, which is checked. */
record CsvRows(List<Row> rows) {
  static final String HEADER =
      "camera,name,sequence,captured_at,position_s,count,age_ms,queued_ms,decode_ms,inference_ms,"
          + "batch,reason,run,model";

  /** One row; empty text where nothing is known. */
  record Row(
      String camera,
      String name,
      long sequence,
      Instant capturedAt,
      String count,
      String reason,
      String model) {
    static Row parse(String line) {
      String[] fields = line.split(",", -1);
      assertThat(fields).as(line).hasSize(14);
      return new Row(
          fields[0],
          fields[1],
          Long.parseLong(fields[2]),
          Instant.parse(fields[3]),
          fields[5],
          fields[11],
          fields[13]);
    }
  }

  static CsvRows read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).first().isEqualTo(HEADER);
    return new CsvRows(lines.stream().skip(1).map(Row::parse).toList());
  }

  /** How many rows of this camera there are so far; 0 while there is no file. */
  static long count(Path file, String camera) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith(camera + ",")).count();
    }
  }

  /** How many rows there are so far; 0 while there is no file. */
  static long count(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    try (var lines = Files.lines(file)) {
      return Math.max(0, lines.count() - 1);
    }
  }

  /** Every frame from 0 on has exactly one row, in order, with a count. */
  void assertEveryFrameIsCounted(int frames) {
    assertThat(rows)
        .extracting(Row::sequence)
        .isEqualTo(LongStream.range(0, frames).boxed().toList());
    assertThat(rows).allSatisfy(row -> assertThat(row.count()).isNotEmpty());
    assertThat(rows).allSatisfy(row -> assertThat(row.reason()).isEmpty());
  }

  /** Every row has a count or a reason, and the frames are in order. */
  void assertInOrder() {
    assertThat(rows).extracting(Row::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.count().isEmpty()).isNotEqualTo(row.reason().isEmpty()));
  }
}

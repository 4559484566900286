package throng.edge.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import throng.streams.camera.Picture;
import throng.streams.file.CsvCell;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;

/** One line of the CSV file: RFC 4180, numbers as in the C locale. */
final class CsvRow {
  static final String HEADER =
      "camera,name,sequence,captured_at,position_s,count,age_ms,"
          + "queued_ms,decode_ms,inference_ms,batch,reason,run,model";
  static final String END = "\r\n";

  private static final int THOUSAND = 1000;
  private static final int NANOS_PER_MICRO = 1000;

  /** Above it a double's own steps may decide where a number is rounded to. */
  private static final double EXACT = 1e12;

  private static final double CLOSE_TO_HALF = 1e-3;

  private CsvRow() {}

  /** A moment, in UTC. */
  static String time(Instant moment) {
    StringBuilder text = new StringBuilder(24);
    time(text, moment.toEpochMilli());
    return text.toString();
  }

  private static void time(StringBuilder row, long millis) {
    LocalDateTime second =
        LocalDateTime.ofEpochSecond(Math.floorDiv(millis, THOUSAND), 0, ZoneOffset.UTC);
    padded(row, second.getYear(), THOUSAND).append('-');
    padded(row, second.getMonthValue(), 10).append('-');
    padded(row, second.getDayOfMonth(), 10).append('T');
    padded(row, second.getHour(), 10).append(':');
    padded(row, second.getMinute(), 10).append(':');
    padded(row, second.getSecond(), 10).append('.');
    padded(row, Math.floorMod(millis, THOUSAND), 100).append('Z');
  }

  /**
   * @param first what a one is worth in the first place
   */
  private static StringBuilder padded(StringBuilder row, int number, int first) {
    for (int place = first; place > 1 && number < place; place /= 10) {
      row.append('0');
    }
    return row.append(number);
  }

  /**
   * The outcome's row, without the line's end.
   *
   * @param run when the program was started
   * @param model what counts at the node
   */
  static String of(String camera, Outcome outcome, String run, String model) {
    Picture picture = outcome.frame().picture();
    StringBuilder row = new StringBuilder(160);
    row.append(CsvCell.of(camera)).append(',').append(CsvCell.of(picture.name())).append(',');
    row.append(outcome.frame().sequence()).append(',');
    time(row, picture.capturedMillis());
    row.append(',');
    if (picture.positionSeconds().isPresent()) {
      decimal(row, picture.positionSeconds().getAsDouble());
    }
    row.append(',');
    answer(row, outcome.reply(), outcome.ageNanos());
    row.append(',').append(run).append(',');
    if (outcome.reply() instanceof DensityMap) {
      row.append(CsvCell.of(model));
    }
    return row.toString();
  }

  private static void answer(StringBuilder row, @Nullable FrameReply reply, long ageNanos) {
    if (reply instanceof DensityMap map) {
      decimal(row, map.count());
    }
    row.append(',');
    if (reply != null) {
      thousandths(row, (ageNanos + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO);
    }
    row.append(',');
    if (!(reply instanceof DensityMap map)) {
      row.append(",,,,").append(Reasons.of(reply));
    } else if (map.timing().batch() == 0) {
      row.append(",,,,");
    } else {
      timing(row, map.timing());
    }
  }

  private static void timing(StringBuilder row, DensityMap.Timing timing) {
    thousandths(row, timing.queuedMicros()).append(',');
    thousandths(row, timing.decodeMicros()).append(',');
    thousandths(row, timing.inferenceMicros()).append(',');
    row.append(timing.batch()).append(',');
  }

  /** Three decimals, with a point. */
  static String decimal(double value) {
    return decimal(new StringBuilder(), value).toString();
  }

  private static StringBuilder decimal(StringBuilder row, double value) {
    double thousandths = Math.abs(value) * THOUSAND;
    double fraction = thousandths - Math.floor(thousandths);
    if (!Double.isFinite(value)) {
      return row.append(value);
    } else if (thousandths >= EXACT || Math.abs(fraction - 0.5) < CLOSE_TO_HALF) {
      // By its decimal digits, as it would be written out.
      return row.append(
          BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).toPlainString());
    }
    long rounded = Math.round(thousandths);
    return thousandths(row, value < 0 ? -rounded : rounded);
  }

  private static StringBuilder thousandths(StringBuilder row, long number) {
    long size = Math.abs(number);
    row.append(number < 0 ? "-" : "").append(size / THOUSAND).append('.');
    return padded(row, (int) (size % THOUSAND), 100);
  }
}

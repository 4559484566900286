package throng.edge.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import throng.common.console.CsvCell;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;

/** One line of the CSV file: RFC 4180, numbers as in the C locale. */
final class CsvRow {
  static final String HEADER =
      "camera,name,sequence,captured_at,position_s,count,age_ms,"
          + "queued_ms,decode_ms,inference_ms,batch,reason,run,model";
  static final String END = "\r\n";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MICROS_PER_MILLI = 1e3;

  private CsvRow() {}

  /** A moment, in UTC. */
  static String time(Instant moment) {
    return TIME.format(moment);
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
    row.append(time(Instant.ofEpochMilli(picture.capturedMillis()))).append(',');
    picture.positionSeconds().ifPresent(seconds -> row.append(decimal(seconds)));
    row.append(',');
    answer(row, outcome.reply(), outcome.ageNanos());
    row.append(',').append(run).append(',');
    if (outcome.reply() instanceof DensityMap) {
      row.append(CsvCell.of(model));
    }
    return row.toString();
  }

  private static void answer(StringBuilder row, @Nullable FrameReply reply, long ageNanos) {
    String age = reply == null ? "" : decimal(ageNanos / NANOS_PER_MILLI);
    if (reply instanceof DensityMap map) {
      DensityMap.Timing timing = map.timing();
      row.append(decimal(map.count())).append(',').append(age).append(',');
      if (timing.batch() == 0) {
        row.append(",,,,");
        return;
      }
      row.append(decimal(timing.queuedMicros() / MICROS_PER_MILLI)).append(',');
      row.append(decimal(timing.decodeMicros() / MICROS_PER_MILLI)).append(',');
      row.append(decimal(timing.inferenceMicros() / MICROS_PER_MILLI)).append(',');
      row.append(timing.batch()).append(',');
    } else {
      row.append(',').append(age).append(",,,,,");
      row.append(Reasons.of(reply));
    }
  }

  /** Three decimals, with a point. */
  static String decimal(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }
}

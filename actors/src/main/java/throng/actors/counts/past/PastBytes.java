package throng.actors.counts.past;

import akka.util.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Series;

/**
 * The bytes of questions and answers: numbers big-endian, texts and lists as {@link MemberBytes}
 * has them. A newer node's may have more at their end.
 */
final class PastBytes {
  private PastBytes() {}

  static ByteString of(PastQuestion<?> question) {
    return MemberBytes.bytes(
        out -> {
          out.writeByte(question.kind());
          question.write(out);
        });
  }

  static <A> ByteString ofAnswer(PastQuestion<A> question, A answer) {
    return MemberBytes.bytes(out -> question.writeAnswer(answer, out));
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IOException if it is none of ours
   */
  static PastQuestion<?> question(ByteString bytes) throws IOException {
    return read(
        bytes,
        in -> {
          int kind = in.readUnsignedByte();
          return switch (kind) {
            case PresenceQuestion.KIND -> new PresenceQuestion();
            case KeptQuestion.KIND -> new KeptQuestion();
            case PointsQuestion.KIND -> PointsQuestion.read(in);
            case RowsQuestion.KIND -> RowsQuestion.read(in);
            case PeaksQuestion.KIND -> PeaksQuestion.read(in);
            case WeekQuestion.KIND -> WeekQuestion.read(in);
            case AlertsQuestion.KIND -> AlertsQuestion.read(in);
            case BeganQuestion.KIND -> BeganQuestion.read(in);
            case EraseQuestion.KIND -> new EraseQuestion(MemberBytes.camera(in));
            default -> throw new IOException("Nodes do not ask each other: " + kind);
          };
        });
  }

  /**
   * Reads what {@link #ofAnswer} wrote.
   *
   * @throws IOException if it answers another question
   */
  static <A> A answer(PastQuestion<A> question, ByteString bytes) throws IOException {
    return read(bytes, question::readAnswer);
  }

  private static <T> T read(ByteString bytes, MemberBytes.Element<T> reading) throws IOException {
    try (DataInputStream in = MemberBytes.in(bytes)) {
      return reading.read(in);
    } catch (IllegalArgumentException | DateTimeException broken) {
      throw new IOException(broken);
    }
  }

  static String text(DataInputStream in) throws IOException {
    return in.readUTF();
  }

  static void write(DataOutputStream out, Series series) throws IOException {
    out.writeUTF(series.toString());
  }

  static Series series(DataInputStream in) throws IOException {
    return Series.parse(in.readUTF()).orElseThrow(() -> new IOException("That is no series"));
  }

  static ZoneId zone(DataInputStream in) throws IOException {
    return ZoneId.of(in.readUTF());
  }

  static void write(DataOutputStream out, Point point) throws IOException {
    out.writeLong(point.epochSecond());
    out.writeDouble(point.mean());
    out.writeDouble(point.min());
    out.writeDouble(point.max());
    out.writeDouble(point.covered());
    out.writeDouble(point.factor());
  }

  static Point point(DataInputStream in) throws IOException {
    return new Point(in.readLong(), number(in), number(in), number(in), number(in), number(in));
  }

  /** A number that can be reckoned with. */
  static double number(DataInputStream in) throws IOException {
    double number = in.readDouble();
    if (!Double.isFinite(number)) {
      throw new IOException("That is no number of people: " + number);
    }
    return number;
  }
}

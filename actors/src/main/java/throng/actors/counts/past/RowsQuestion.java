package throng.actors.counts.past;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import throng.actors.counts.History;
import throng.actors.counts.HistoryReader.Row;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Series;

/**
 * As {@link History#rows}, the first ones of them.
 *
 * @param most how many
 */
record RowsQuestion(List<Series> series, long from, long to, long step, int most)
    implements PastQuestion<List<Row>> {
  static final int KIND = 4;

  /** More are not answered at once. */
  static final int MOST = 20_000;

  RowsQuestion {
    series = List.copyOf(series);
  }

  static RowsQuestion read(DataInputStream in) throws IOException {
    return new RowsQuestion(
        MemberBytes.list(in, PastBytes::series),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readInt());
  }

  @Override
  public int kind() {
    return KIND;
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    MemberBytes.write(out, series, PastBytes::write);
    out.writeLong(from);
    out.writeLong(to);
    out.writeLong(step);
    out.writeInt(most);
  }

  @Override
  public List<Row> answer(History own) throws IOException {
    try (Stream<Row> rows = own.rows(series, from, to, step)) {
      return rows.limit(Math.max(0, Math.min(most, MOST))).toList();
    }
  }

  @Override
  public void writeAnswer(List<Row> answer, DataOutputStream out) throws IOException {
    MemberBytes.write(
        out,
        answer,
        (to, row) -> {
          to.writeInt(series.indexOf(row.series()));
          PastBytes.write(to, row.point());
          to.writeUTF(row.network());
        });
  }

  @Override
  public List<Row> readAnswer(DataInputStream in) throws IOException {
    return MemberBytes.list(
        in, from -> new Row(named(from.readInt()), PastBytes.point(from), from.readUTF()));
  }

  private Series named(int index) throws IOException {
    if (index < 0 || index >= series.size()) {
      throw new IOException("That series was not asked for");
    }
    return series.get(index);
  }

  @Override
  public List<Row> together(List<List<Row>> answers) {
    List<Row> all = new ArrayList<>();
    answers.forEach(all::addAll);
    return all;
  }
}

package throng.actors.counts.past;

import akka.util.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.HistoryReader.Row;
import throng.actors.counts.Series;

/** All rows that another node has of some series, a page at a time, as they are taken. */
final class RemoteRows implements Iterator<Row> {
  /** By time, and of one time by name: as every node tells them. */
  static final Comparator<Row> ORDER =
      Comparator.comparingLong((Row row) -> row.point().epochSecond())
          .thenComparing(row -> row.series().toString());

  private static final int LEAST_A_PAGE = 1_000;

  private final OtherNodes others;
  private final String node;
  private final List<Series> series;
  private final long to;
  private final long step;
  private final int page;
  private final Deque<Row> read = new ArrayDeque<>();
  private long from;
  private @Nullable Row last;
  private boolean isOver;

  RemoteRows(OtherNodes others, String node, List<Series> series, long from, long to, long step) {
    this.others = others;
    this.node = node;
    this.series = series;
    this.from = from;
    this.to = to;
    this.step = step;
    // A page that has all rows of one time and one more goes on.
    this.page = Math.min(RowsQuestion.MOST, LEAST_A_PAGE + series.size());
  }

  /**
   * Whether there is one more; may ask for it.
   *
   * @throws UncheckedIOException if the node does not answer
   */
  @Override
  public boolean hasNext() {
    while (read.isEmpty() && !isOver) {
      readPage();
    }
    return !read.isEmpty();
  }

  private void readPage() {
    RowsQuestion question = new RowsQuestion(series, from, to, step, page);
    List<Row> rows;
    try {
      rows = PastBytes.answer(question, answer(question));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    isOver = rows.size() < page;
    // What begins at the last page's end was told in part.
    Row told = last;
    rows.stream().filter(row -> told == null || ORDER.compare(row, told) > 0).forEach(read::add);
    if (read.isEmpty()) {
      isOver = true;
      return;
    }
    last = read.getLast();
    from = last.point().epochSecond();
  }

  private ByteString answer(RowsQuestion question) throws IOException {
    return others.ask(PastBytes.of(question), List.of(node)).stream()
        .flatMap(reply -> reply.bytes().stream())
        .findFirst()
        .orElseThrow(
            () -> new IOException("The GPU node at " + node + " does not answer any more"));
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return read.removeFirst();
  }
}

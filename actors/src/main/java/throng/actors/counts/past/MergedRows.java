package throng.actors.counts.past;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.HistoryReader.Row;

/** Rows of several nodes in one order; those of one series and time become one. */
final class MergedRows implements Iterator<Row> {
  private final PriorityQueue<Source> sources =
      new PriorityQueue<>(Comparator.comparing((Source it) -> it.next, RemoteRows.ORDER));

  private static final class Source {
    private final Iterator<Row> rows;
    private Row next;

    Source(Iterator<Row> rows) {
      this.rows = rows;
      this.next = rows.next();
    }
  }

  private final long step;

  private MergedRows(List<Iterator<Row>> all, long step) {
    this.step = step;
    all.stream().filter(Iterator::hasNext).map(Source::new).forEach(sources::add);
  }

  /**
   * All of them, read as they are taken; closes this node's own.
   *
   * @param step seconds a row
   */
  static Stream<Row> of(Stream<Row> own, List<RemoteRows> remote, long step) {
    List<Iterator<Row>> all = Stream.concat(Stream.of(own.iterator()), remote.stream()).toList();
    return StreamSupport.stream(
            () ->
                Spliterators.spliteratorUnknownSize(
                    new MergedRows(all, step), Spliterator.ORDERED | Spliterator.NONNULL),
            Spliterator.ORDERED | Spliterator.NONNULL,
            false)
        .onClose(own::close);
  }

  @Override
  public boolean hasNext() {
    return !sources.isEmpty();
  }

  @Override
  public Row next() {
    Row row = take();
    while (isNextOfSame(row)) {
      Row other = take();
      row =
          new Row(
              row.series(),
              PointsQuestion.both(row.point(), other.point(), step),
              row.network().isEmpty() ? other.network() : row.network());
    }
    return row;
  }

  private boolean isNextOfSame(Row row) {
    @Nullable Source first = sources.peek();
    return first != null && RemoteRows.ORDER.compare(first.next, row) == 0;
  }

  private Row take() {
    @Nullable Source first = sources.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    Row row = first.next;
    if (first.rows.hasNext()) {
      first.next = first.rows.next();
      sources.add(first);
    }
    return row;
  }
}

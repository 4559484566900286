package throng.gpu.history;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.HistoryReader.Point;
import throng.actors.counts.HistoryReader.Row;
import throng.actors.counts.Series;
import throng.gpu.history.StoredRows.StoredRow;

/**
 * All rows of some series by time, a page of each at a time: memory is bounded however many there
 * are, and no reading stays open that would keep the database's log from being emptied.
 */
final class RowPages implements Iterator<Row> {
  /** Of all series together. */
  private static final int MOST_IN_MEMORY = 20_000;

  private static final int LEAST_A_PAGE = 50;

  private final StoredRows rows;
  private final Resolution resolution;
  private final long to;
  private final int page;
  private final PriorityQueue<Cursor> cursors =
      new PriorityQueue<>(
          Comparator.comparingLong((Cursor it) -> it.next().at())
              .thenComparing(it -> it.series.toString()));

  private final class Cursor {
    final Series series;
    final long id;
    final TreeMap<Long, String> networks;
    final Deque<StoredRow> read = new ArrayDeque<>();

    Cursor(Series series, long id) throws SQLException {
      this.series = series;
      this.id = id;
      this.networks = rows.networks(id);
    }

    String network(StoredRow row) {
      Map.Entry<Long, String> last = networks.floorEntry(resolution.last(row.at()));
      return last == null ? "" : last.getValue();
    }

    StoredRow next() {
      return read.getFirst();
    }

    void read(long from) throws SQLException {
      read.addAll(rows.page(id, resolution, from, to, page));
    }
  }

  RowPages(StoredRows rows, List<Series> series, long from, long to, Resolution resolution)
      throws SQLException {
    this.rows = rows;
    this.resolution = resolution;
    this.to = to;
    this.page = Math.max(LEAST_A_PAGE, MOST_IN_MEMORY / Math.max(1, series.size()));
    for (Series each : new ArrayList<>(series)) {
      OptionalLong id = rows.id(each);
      if (id.isPresent()) {
        add(new Cursor(each, id.getAsLong()), from);
      }
    }
  }

  private void add(Cursor cursor, long from) throws SQLException {
    if (cursor.read.isEmpty()) {
      cursor.read(from);
    }
    if (!cursor.read.isEmpty()) {
      cursors.add(cursor);
    }
  }

  @Override
  public boolean hasNext() {
    return !cursors.isEmpty();
  }

  @Override
  public Row next() {
    @Nullable Cursor cursor = cursors.poll();
    if (cursor == null) {
      throw new NoSuchElementException();
    }
    StoredRow row = cursor.read.removeFirst();
    try {
      add(cursor, row.at() + 1);
    } catch (SQLException e) {
      throw new UncheckedIOException(HistoryFailure.of(e));
    }
    return new Row(
        cursor.series,
        new Point(row.at(), row.mean(), row.least(), row.most(), row.covered(), row.factor()),
        cursor.network(row));
  }
}

package throng.gpu.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The tables: a row has the sum of its seconds' means, the least and the most of the counts, how
 * many of its seconds have a count, and the factor that was in force at its end. Alerts have a
 * table of their own.
 */
final class HistorySchema {
  private HistorySchema() {}

  /** The statements that bring a database from each version to the next. */
  static List<List<String>> migrations() {
    return List.of(
        first(), AlertRows.table(), NetworkRows.table(), AlertRows.index(), DeletionClock.table());
  }

  private static List<String> first() {
    List<String> statements = new ArrayList<>();
    statements.add("CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
    for (Resolution resolution : Resolution.values()) {
      statements.add(
          """
          CREATE TABLE %s (
            series INTEGER NOT NULL, at INTEGER NOT NULL,
            total REAL NOT NULL, least REAL NOT NULL, most REAL NOT NULL,
            covered INTEGER NOT NULL, factor REAL NOT NULL,
            PRIMARY KEY (series, at)) WITHOUT ROWID
          """
              .formatted(resolution.table()));
    }
    return statements;
  }
}

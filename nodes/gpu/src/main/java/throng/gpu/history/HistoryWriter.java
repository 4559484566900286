package throng.gpu.history;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.Series;
import throng.actors.counts.past.StillReadException;
import throng.actors.time.MonotonicClock;
import throng.gpu.sqlite.Connections;
import throng.gpu.sqlite.DatabaseFile;
import throng.streams.frame.CameraId;
import throng.streams.log.Reason;

/**
 * Writes the rows that wait, and deletes old ones. All but {@link #isFailing} and {@link #isFull}
 * belongs to the history's own thread.
 *
 * <p>After a failure its connection is discarded, and what was under way waits again: the next one
 * finds what is there already, so that nothing is written twice. A damaged file is set aside, and a
 * new one begun.
 */
final class HistoryWriter implements AutoCloseable {
  private static final Duration DELETE_EVERY = Duration.ofMinutes(10);
  private static final Instant ANY_TIME = Instant.parse("9999-12-31T00:00:00Z");
  private static final Duration OPTIMIZE_EVERY = Duration.ofDays(1);

  /** A camera that counts seldom is not forgotten in between. */
  private static final Duration FULL_FOR = Duration.ofMinutes(10);

  private final Connections connections;
  private final HistorySettings settings;
  private final HistoryQueue queue;
  private final MonotonicClock clock;
  private final InstantSource utc;
  private final Consumer<String> say;

  private @Nullable WriteSession session;
  private @Nullable Long deletedNanos;
  private boolean isMoreOld;
  private @Nullable Long optimizedNanos;
  private long failedNanos;
  // What is deleted may still be in the file, or in its log.
  private boolean isLogToBeEmptied;
  private long leftOutNanos;
  private volatile boolean isFailing;
  private volatile boolean isFull;

  /**
   * Nothing is opened yet.
   *
   * @param say sentences for the node's user
   */
  HistoryWriter(
      Connections connections,
      HistorySettings settings,
      HistoryQueue queue,
      MonotonicClock clock,
      InstantSource utc,
      Consumer<String> say) {
    this.connections = connections;
    this.settings = settings;
    this.queue = queue;
    this.clock = clock;
    this.utc = utc;
    this.say = say;
  }

  /** Whether what was last tried has failed. */
  boolean isFailing() {
    return isFailing;
  }

  /** Whether there was no room for a series just now. */
  boolean isFull() {
    return isFull;
  }

  /** Writes what waits, unless it is too early after a failure. */
  void turn() {
    long retryNanos = settings.retryAfter().toNanos();
    if (!isFailing || clock.nanos() - failedNanos >= retryNanos) {
      writeWhatWaits();
    }
  }

  private void writeWhatWaits() {
    HistoryQueue.Batch batch = queue.next();
    try {
      WriteSession open = open();
      WriteSession.Written written = open.write(batch);
      queue.written(written.refused());
      lookWhetherFull(written.leftOut());
      deleteOld(open);
      optimize(open);
      emptyLog(open, Duration.ZERO);
      if (isFailing) {
        isFailing = false;
        say.accept(
            "The history is written again; %d rows are lost in all.".formatted(queue.lost()));
      }
    } catch (SQLException | RuntimeException e) {
      queue.givenBack();
      fail(e);
    }
  }

  // Said once, and again only after there was room for a while.
  private void lookWhetherFull(Optional<Series> leftOut) {
    long now = clock.nanos();
    if (leftOut.isPresent()) {
      leftOutNanos = now;
      if (!isFull) {
        sayFull(leftOut.get());
      }
      isFull = true;
    } else if (now - leftOutNanos >= FULL_FOR.toNanos()) {
      isFull = false;
    }
  }

  private void sayFull(Series leftOut) {
    say.accept(
        "The history keeps nothing of %s: it has no room for more cameras and zones. Raise throng.gpu-node.history.max-series, which is %d, or delete the history of cameras that are gone."
            .formatted(leftOut, settings.maxSeries()));
  }

  private WriteSession open() throws SQLException {
    WriteSession open = session;
    if (open == null) {
      open = new WriteSession(connections.write(), settings);
      session = open;
    }
    return open;
  }

  private void deleteOld(WriteSession open) throws SQLException {
    long now = clock.nanos();
    Long last = deletedNanos;
    Duration passed = last == null ? DELETE_EVERY : Duration.ofNanos(now - last);
    if (isMoreOld || passed.compareTo(DELETE_EVERY) >= 0) {
      deletedNanos = now;
      isMoreOld = open.deleteOld(utc.instant(), passed);
      deleteSetAside(utc.instant().minus(settings.minutes()));
    }
  }

  private void optimize(WriteSession open) throws SQLException {
    long now = clock.nanos();
    Long last = optimizedNanos;
    if (last == null || now - last >= OPTIMIZE_EVERY.toNanos()) {
      optimizedNanos = now;
      open.optimize();
    }
  }

  /** What is damaged holds no longer than what is whole. */
  private void deleteSetAside(Instant before) {
    try {
      connections
          .deleteSetAside(before)
          .forEach(it -> say.accept("The damaged history %s is deleted.".formatted(it)));
    } catch (IOException | DirectoryIteratorException e) {
      say.accept("A damaged history cannot be deleted: %s.".formatted(Reason.of(e)));
    }
  }

  /**
   * Deletes everything of a camera and its zones, and what was set aside, which may hold more of
   * it.
   *
   * @throws StillReadException if it is deleted, and the file may hold some of it for as long as
   *     others read; each turn tries to end that
   * @throws IOException if it cannot be
   */
  void erase(CameraId camera) throws IOException {
    try {
      WriteSession open = open();
      isLogToBeEmptied = true;
      open.erase(camera);
      emptyLog(open, DatabaseFile.PATIENCE);
      connections
          .deleteSetAside(ANY_TIME)
          .forEach(
              it ->
                  say.accept(
                      "The damaged history %s is deleted with that of %s, of which it may hold some."
                          .formatted(it, camera)));
    } catch (SQLException e) {
      fail(e);
      throw new IOException("The history cannot be deleted: " + Reason.of(e) + ".", e);
    }
    if (isLogToBeEmptied) {
      throw new StillReadException(camera);
    }
  }

  private void emptyLog(WriteSession open, Duration patience) throws SQLException {
    isLogToBeEmptied = isLogToBeEmptied && !open.emptyLog(patience);
  }

  private void fail(Exception failure) {
    failedNanos = clock.nanos();
    DatabaseFile.closeQuietly(session);
    session = null;
    if (failure instanceof SQLException damage && connections.isCorrupt(damage)) {
      setAside(damage);
    } else if (!isFailing) {
      sayFailing(failure);
    }
    isFailing = true;
  }

  private void setAside(SQLException damage) {
    try {
      Instant now = utc.instant();
      say.accept(
          "The history is damaged (%s); it lies in %s now, and a new one is begun."
              .formatted(Reason.of(damage), connections.setAside(now)));
      // Not in ten seconds: there is nothing to wait for.
      failedNanos = clock.nanos() - settings.retryAfter().toNanos();
    } catch (IOException e) {
      sayFailing(e);
    }
  }

  private void sayFailing(Exception failure) {
    say.accept(
        "The history cannot be written: %s. Counting goes on; it is tried again every %d s, and rows that find no room until then are counted as lost."
            .formatted(Reason.of(failure), settings.retryAfter().toSeconds()));
  }

  /** Writes what still waits, once, and ends. */
  @Override
  public void close() {
    writeWhatWaits();
    if (!queue.isEmpty()) {
      say.accept("The history could not be written at the end: its last rows are lost.");
    }
    try {
      if (session != null) {
        session.optimize();
      }
    } catch (SQLException nextRun) {
      // It only makes reading faster.
      optimizedNanos = null;
    }
    DatabaseFile.closeQuietly(session);
    session = null;
  }
}

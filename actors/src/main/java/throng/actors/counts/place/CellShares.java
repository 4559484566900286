package throng.actors.counts.place;

import java.util.Arrays;
import java.util.List;

/**
 * Which share of each cell of a density map lies in an outline and in none of some masks: exact, as
 * far as doubles are. Made once for a size of map, read for each map.
 *
 * <p>Cells that lie in it whole are kept as runs, those on its border each with its share.
 */
final class CellShares {
  /** Pairs of first cell and the one after the last. */
  private final int[] runs;

  private final int[] borderCells;
  private final double[] borderShares;

  private CellShares(int[] runs, int[] borderCells, double[] borderShares) {
    this.runs = runs;
    this.borderCells = borderCells;
    this.borderShares = borderShares;
  }

  /** Of maps of this size. */
  static CellShares of(int rows, int columns, Outline outline, List<Outline> masks) {
    return new ShareSweep(rows, columns, outline, masks).sweep();
  }

  /** The people in it: the sum of value times share over all cells; never less than nobody. */
  double people(float[] values) {
    double sum = 0;
    for (int run = 0; run < runs.length; run += 2) {
      for (int cell = runs[run]; cell < runs[run + 1]; cell++) {
        sum += values[cell];
      }
    }
    for (int i = 0; i < borderCells.length; i++) {
      sum += values[borderCells[i]] * borderShares[i];
    }
    return Math.max(0, sum);
  }

  /** Each cell's people in it: nobody in cells that lie outside. */
  float[] cells(float[] values) {
    float[] inside = new float[values.length];
    for (int run = 0; run < runs.length; run += 2) {
      System.arraycopy(values, runs[run], inside, runs[run], runs[run + 1] - runs[run]);
    }
    for (int i = 0; i < borderCells.length; i++) {
      int cell = borderCells[i];
      inside[cell] = (float) (values[cell] * borderShares[i]);
    }
    return inside;
  }

  /** Collects a map's shares row by row. */
  static final class Builder {
    private static final double SLACK = 1e-12;

    private int[] runs = new int[16];
    private int[] cells = new int[16];
    private double[] shares = new double[16];
    private int runsEnd;
    private int cellsEnd;

    /** Adds the next cell that lies in it, at least in part. */
    void add(int cell, double share) {
      if (share >= 1 - SLACK) {
        addWhole(cell);
      } else if (share > SLACK) {
        cells = roomFor(cells, cellsEnd);
        shares = cellsEnd < shares.length ? shares : Arrays.copyOf(shares, 2 * shares.length);
        cells[cellsEnd] = cell;
        shares[cellsEnd++] = share;
      }
    }

    CellShares build() {
      return new CellShares(
          Arrays.copyOf(runs, runsEnd),
          Arrays.copyOf(cells, cellsEnd),
          Arrays.copyOf(shares, cellsEnd));
    }

    private void addWhole(int cell) {
      if (runsEnd > 0 && runs[runsEnd - 1] == cell) {
        runs[runsEnd - 1]++;
      } else {
        runs = roomFor(runs, runsEnd + 1);
        runs[runsEnd++] = cell;
        runs[runsEnd++] = cell + 1;
      }
    }

    private static int[] roomFor(int[] array, int index) {
      return index < array.length ? array : Arrays.copyOf(array, 2 * array.length);
    }
  }
}

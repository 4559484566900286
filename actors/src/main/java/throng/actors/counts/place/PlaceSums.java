package throng.actors.counts.place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import throng.streams.frame.DensityMap;

/**
 * The people in a camera's picture and in each of its zones, its masks left out. Used by one thread
 * at a time.
 *
 * <p>The zones' shares of a map's cells are found once for each size of map.
 */
public final class PlaceSums {
  /** Sizes of map that are remembered; a camera has one, or two. */
  private static final int SIZES = 4;

  private final List<Zone> counted = new ArrayList<>();
  private final List<Outline> masks = new ArrayList<>();
  private final List<BySize> sizes = new ArrayList<>();

  private record BySize(int rows, int columns, CellShares picture, Map<String, CellShares> zones) {}

  /**
   * The people of one picture.
   *
   * @param picture in all of it but its masks
   * @param zones by zone's name
   */
  public record People(double picture, Map<String, Double> zones) {}

  /** Of a camera's zones. */
  public PlaceSums(Iterable<Zone> zones) {
    for (Zone zone : zones) {
      if (zone.isMask()) {
        masks.add(zone.outline());
      } else {
        counted.add(zone);
      }
    }
  }

  /** Sums a map up. */
  public People people(DensityMap map) {
    if (counted.isEmpty() && masks.isEmpty()) {
      return new People(map.count(), Map.of());
    }
    BySize shares = shares(map.rows(), map.columns());
    Map<String, Double> zones = new LinkedHashMap<>();
    shares.zones().forEach((name, share) -> zones.put(name, share.people(map.values())));
    double picture = masks.isEmpty() ? map.count() : shares.picture().people(map.values());
    return new People(picture, zones);
  }

  /** Each cell's people, those behind masks left out; the map's own array where there is none. */
  public float[] unmasked(DensityMap map) {
    return masks.isEmpty()
        ? map.values()
        : shares(map.rows(), map.columns()).picture().cells(map.values());
  }

  private BySize shares(int rows, int columns) {
    for (BySize size : sizes) {
      if (size.rows() == rows && size.columns() == columns) {
        return size;
      }
    }
    BySize made = make(rows, columns);
    if (sizes.size() == SIZES) {
      sizes.remove(0);
    }
    sizes.add(made);
    return made;
  }

  private BySize make(int rows, int columns) {
    Map<String, CellShares> zones = new LinkedHashMap<>();
    for (Zone zone : counted) {
      zones.put(zone.name(), CellShares.of(rows, columns, zone.outline(), masks));
    }
    CellShares picture = CellShares.of(rows, columns, Outline.PICTURE, masks);
    return new BySize(rows, columns, picture, zones);
  }
}

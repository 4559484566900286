package throng.gpu.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import throng.actors.counts.place.Outline;
import throng.actors.counts.place.PicturePoint;
import throng.actors.counts.place.Zone;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;

class HeatsTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final Map<String, Zone> POSTER =
      Map.of("poster", new Zone("poster", Zone.Kind.MASK, left(0.375)));

  private final Heats heats = new Heats();
  private final DensityMap map =
      new DensityMap(0, 0, 1, 4, 4, new float[] {1, 1, 1, 1}, new DensityMap.Timing(0, 0, 0, 1));

  @Test
  void nobodyIsShownBehindAMask() {
    byte person = (byte) Math.round(32 * Math.sqrt(0.04));
    byte half = (byte) Math.round(32 * Math.sqrt(0.02));

    assertThat(heats.of(DOOR, map, Map.of()).cells().toArray())
        .containsExactly(person, person, person, person);
    assertThat(heats.of(DOOR, map, POSTER).cells().toArray())
        .containsExactly((byte) 0, half, person, person);
  }

  @Test
  void aPicturesHeatIsMadeOnceForAllWhoWatch() {
    HeatBytes heat = heats.of(DOOR, map, POSTER);

    assertThat(heats.of(DOOR, map, POSTER)).isSameAs(heat);
    heats.retain(Set.of());
    assertThat(heats.of(DOOR, map, POSTER)).isNotSameAs(heat);
  }

  private static Outline left(double share) {
    return new Outline(
        List.of(
            new PicturePoint(0, 0),
            new PicturePoint(share, 0),
            new PicturePoint(share, 1),
            new PicturePoint(0, 1)));
  }
}

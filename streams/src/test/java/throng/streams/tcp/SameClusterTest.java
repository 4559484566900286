package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SameClusterTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final SameCluster cluster =
      new SameCluster(List.of("gpu-1:1", "10.0.0.6:1", "reserve:1"), Duration.ofMinutes(10));

  @Test
  void hasWhoIsToldAndForAWhileWhoWas() {
    cluster.welcomed("other:1", List.of("10.0.0.6:1"), 0);
    assertThat(cluster.has("10.0.0.6:1", 60 * MINUTE)).isTrue();

    cluster.told(List.of(), 60 * MINUTE);

    assertThat(cluster.has("10.0.0.6:1", 70 * MINUTE - 1)).isTrue();
    assertThat(cluster.has("10.0.0.6:1", 70 * MINUTE)).isFalse();
    assertThat(cluster.has("gpu-1:1", 0)).isFalse();
  }

  @Test
  void hasWhereTheCameraCameFromThoughNobodyTellsOfItInThoseLetters() {
    cluster.sentOn("gpu-1:1", "10.0.0.6:1");
    cluster.welcomed("10.0.0.6:1", List.of("10.0.0.5:1"), 0);
    assertThat(cluster.has("gpu-1:1", 60 * MINUTE)).isTrue();

    // At the first one again, in other letters.
    cluster.welcomed("10.0.0.5:1", List.of("10.0.0.6:1"), 0);
    assertThat(cluster.has("gpu-1:1", 60 * MINUTE)).isTrue();

    cluster.told(List.of(), 60 * MINUTE);
    assertThat(cluster.has("gpu-1:1", 70 * MINUTE)).isFalse();
  }

  @Test
  void hasNoneOfThemAtANodeThatIsAlone() {
    cluster.welcomed("gpu-1:1", List.of("10.0.0.6:1"), 0);
    cluster.welcomed("10.0.0.6:1", List.of("10.0.0.5:1"), 0);

    cluster.welcomed("reserve:1", List.of(), 0);

    assertThat(cluster.has("gpu-1:1", 0)).isFalse();
    assertThat(cluster.has("10.0.0.6:1", 0)).isFalse();
  }

  @Test
  void hasANodeAgainThatComesBack() {
    cluster.welcomed("other:1", List.of("10.0.0.6:1"), 0);
    cluster.told(List.of(), 0);
    cluster.told(List.of("10.0.0.6:1"), 20 * MINUTE);
    cluster.told(List.of(), 30 * MINUTE);

    assertThat(cluster.has("10.0.0.6:1", 35 * MINUTE)).isTrue();
  }
}

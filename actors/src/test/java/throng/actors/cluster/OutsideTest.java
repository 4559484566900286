package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import throng.streams.settings.HostAndPort;

class OutsideTest {
  private static final HostAndPort FIRST = new HostAndPort("127.0.0.1", 1);
  private static final HostAndPort SECOND = new HostAndPort("127.0.0.1", 2);
  private static final Seeds.Look ACCEPTING = new Seeds.Look(Optional.of(FIRST), "");
  private static final Seeds.Look DESERTED = new Seeds.Look(Optional.empty(), "refused");

  private final List<String> said = new ArrayList<>();

  @Test
  void aSeedBeginsAClusterWhereNoneBeforeItIsThereTwice() {
    Outside seed = outside(SECOND);

    assertThat(steps(seed, DESERTED, 2)).containsExactly(Outside.Step.WAIT, Outside.Step.BEGIN);
    assertThat(said).isEmpty();
  }

  @Test
  void aNodeThatIsNoSeedWaitsForThemAndSaysSoOnceAMinute() {
    Outside other = outside(new HostAndPort("127.0.0.1", 3));

    assertThat(steps(other, DESERTED, 24)).containsOnly(Outside.Step.WAIT);
    assertThat(said).hasSize(2).allMatch(it -> it.contains("(refused)"));
  }

  @Test
  void aNodeThatASeedDoesNotLetInForAMinuteTriesWithNewConnections() {
    Outside seed = outside(SECOND);

    assertThat(steps(seed, ACCEPTING, 12))
        .endsWith(Outside.Step.WAIT, Outside.Step.ANEW)
        .containsOnlyOnce(Outside.Step.ANEW);
    assertThat(said).hasSize(1).allMatch(it -> it.contains(FIRST + " takes connections"));
  }

  @Test
  void aSeedThatIsThereOnlySometimesIsNotLostPatienceWith() {
    Outside other = outside(new HostAndPort("127.0.0.1", 3));

    for (int i = 0; i < 3; i++) {
      assertThat(steps(other, ACCEPTING, 11)).containsOnly(Outside.Step.WAIT);
      assertThat(steps(other, DESERTED, 1)).containsOnly(Outside.Step.WAIT);
    }
  }

  private static Outside outside(HostAndPort self) {
    return new Outside(List.of(FIRST, SECOND), self);
  }

  private List<Outside.Step> steps(Outside outside, Seeds.Look look, int times) {
    return Stream.generate(() -> outside.looked(look, said::add)).limit(times).toList();
  }
}

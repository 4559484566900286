package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import throng.actors.cluster.NameRegistry.Held;
import throng.actors.cluster.NamesTold.Name;
import throng.actors.cluster.OwnCameras.Connection;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

class NameRegistryTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final CameraId HALL = new CameraId("lobby", "hall");
  private static final HostAndPort A = new HostAndPort("a", 1);
  private static final HostAndPort B = new HostAndPort("b", 1);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private long nanos = 100 * SECOND;
  private final NameRegistry registry = new NameRegistry(A, () -> nanos);

  @Test
  void knowsWhatAnotherNodeHasUntilThatSaysOtherwiseOrIsGone() {
    registry.take(told(true, List.of(name(DOOR, 1, 1, 0), name(HALL, 1, 1, 0)), List.of()));
    assertThat(registry.holders(DOOR)).hasSize(1);

    registry.take(told(false, List.of(), List.of(DOOR)));
    assertThat(registry.holders(DOOR)).isEmpty();
    assertThat(registry.holders(HALL)).hasSize(1);

    registry.take(told(true, List.of(name(DOOR, 1, 2, 0)), List.of()));
    assertThat(registry.holders(HALL)).isEmpty();

    registry.forget(B);
    assertThat(registry.holders(DOOR)).isEmpty();
  }

  @Test
  void ofOneProcessTheLaterAttemptHolds() {
    assertThat(isHeldAgainst(new Connection(1, 3, nanos - 60 * SECOND), name(DOOR, 1, 4, 0)))
        .isTrue();
    assertThat(isHeldAgainst(new Connection(1, 4, nanos), name(DOOR, 1, 3, 60_000))).isFalse();
  }

  @Test
  void ofTwoProcessesTheOneThatCameFirstHolds() {
    Connection own = new Connection(1, 9, nanos - 10 * SECOND);

    assertThat(isHeldAgainst(own, name(DOOR, 2, 1, 11_000))).isTrue();
    assertThat(isHeldAgainst(own, name(DOOR, 2, 1, 9_000))).isFalse();
  }

  @Test
  void inARaceBothNodesComeToTheSame() {
    NameRegistry other = new NameRegistry(B, () -> nanos);
    Connection here = new Connection(1, 1, nanos);
    Connection there = new Connection(2, 1, nanos - SECOND / 50);

    assertThat(
            registry.holdsAgainst(new Held(B, there), here)
                ^ other.holdsAgainst(new Held(A, here), there))
        .isTrue();
  }

  @Test
  void ofAListInSeveralMessagesNoNameIsForgottenBeforeTheLastHasCome() {
    List<Name> all = names(1000);
    registry.take(part(0, all.subList(0, 500)));
    registry.take(part(1, all.subList(500, 1000)));
    assertThat(registry.size()).isEqualTo(1000);

    registry.take(part(0, all.subList(0, 500)));
    assertThat(all).allMatch(name -> registry.holders(name.camera()).size() == 1);

    // One has come and one has gone between the list's messages; one has gone unheard.
    registry.take(told(false, List.of(name(DOOR, 1, 1, 0)), List.of(all.get(3).camera())));
    registry.take(part(1, all.subList(500, 999)));
    assertThat(registry.size()).isEqualTo(999);
    assertThat(registry.holders(DOOR)).hasSize(1);
    assertThat(registry.holders(all.get(3).camera())).isEmpty();
    assertThat(registry.holders(all.get(999).camera())).isEmpty();
  }

  @Test
  void aListOfWhichAMessageWasLostChangesNothingButAdds() {
    List<Name> all = names(1000);
    registry.take(told(true, all, List.of()));

    registry.take(new NamesTold(B, 0, 3, all.subList(0, 10), List.of()));
    registry.take(new NamesTold(B, 2, 3, List.of(name(DOOR, 1, 1, 0)), List.of()));

    assertThat(registry.size()).isEqualTo(1001);
  }

  @Test
  void keepsNoMoreNamesOfANodeThanItCanServeWhateverItTells() {
    for (int round = 0; round < 60; round++) {
      List<Name> lies = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        lies.add(name(new CameraId("lie" + round, "camera" + i), 1, 1, 0));
      }
      registry.take(
          round % 2 == 0
              ? told(false, lies, List.of())
              : new NamesTold(B, round, 1_000_000, lies, List.of()));
    }
    assertThat(registry.size()).isEqualTo(MemberNames.MOST);

    for (int part = 0; part < 60; part++) {
      List<Name> lies = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        lies.add(name(new CameraId("other" + part, "camera" + i), 1, 1, 0));
      }
      registry.take(new NamesTold(B, part, 1_000_000, lies, List.of()));
    }
    assertThat(registry.size()).isLessThanOrEqualTo(2 * MemberNames.MOST);

    registry.take(told(true, List.of(name(DOOR, 1, 1, 0)), List.of()));
    assertThat(registry.size()).isOne();
  }

  private static List<Name> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(it -> name(new CameraId("lobby", "camera" + it), 1, 1, 0))
        .toList();
  }

  private static NamesTold part(int part, List<Name> names) {
    return new NamesTold(B, part, 2, names, List.of());
  }

  private boolean isHeldAgainst(Connection own, Name other) {
    registry.take(told(true, List.of(other), List.of()));
    return registry.holdsAgainst(registry.holders(other.camera()).get(0), own);
  }

  private static Name name(CameraId camera, long instance, int attempt, long ageMillis) {
    return new Name(camera, instance, attempt, ageMillis);
  }

  private static NamesTold told(boolean isWhole, List<Name> opened, List<CameraId> closed) {
    return new NamesTold(B, 0, isWhole ? 1 : 0, opened, closed);
  }
}

package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.actors.session.FromOthers;
import throng.actors.session.Sessions;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;

/** Two nodes that tell each other of names, on a clock that is set, some time later each. */
class SharedNamesTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final HostAndPort A = new HostAndPort("a", 1);
  private static final HostAndPort B = new HostAndPort("b", 1);
  private static final Duration LATENCY = Duration.ofMillis(10);

  private final TreeMap<Long, List<Runnable>> later = new TreeMap<>();
  private long nanos;
  private final Node first = new Node(A);
  private final Node second = new Node(B);

  private final class Node {
    final OwnCameras cameras;
    final SharedNames names;
    final List<Sessions.Command> commands = new ArrayList<>();

    Node(HostAndPort place) {
      MonotonicClock clock = () -> nanos;
      cameras = new OwnCameras(clock);
      names =
          new SharedNames(
              place,
              new NameRegistry(place, clock),
              cameras,
              (to, told) -> after(LATENCY, () -> other(this).hears(told)),
              commands::add,
              new MoveLog(clock),
              HostAndPort::toString);
    }

    void hears(Told told) {
      if (told instanceof NamesTold its) {
        names.heard(its);
      } else if (told instanceof NameKept kept) {
        names.heard(kept);
      } else if (told instanceof NameWanted wanted) {
        names.heard(wanted);
      }
    }

    void opens(long instance) {
      cameras.opened(Loads.movable(DOOR, instance, 1, Mode.LIVE));
      names.opened(DOOR);
    }

    boolean givesUp() {
      return commands.stream().anyMatch(FromOthers.GiveUpName.class::isInstance);
    }
  }

  private Node other(Node node) {
    return node == first ? second : first;
  }

  private void after(Duration time, Runnable task) {
    later.computeIfAbsent(nanos + time.toNanos(), any -> new ArrayList<>()).add(task);
  }

  private void pass(Duration time) {
    long end = nanos + time.toNanos();
    while (!later.isEmpty() && later.firstKey() <= end) {
      Map.Entry<Long, List<Runnable>> next = later.pollFirstEntry();
      nanos = next.getKey();
      next.getValue().forEach(Runnable::run);
    }
    nanos = end;
  }

  @ParameterizedTest
  @ValueSource(ints = {-500, -111, -105, -95, -89, 0, 5, 89, 91, 95, 100, 105, 109, 111, 500})
  void inARaceOneOfTwoNodesGivesUpHoweverFarApartTheyWereOpened(int millis) {
    (millis < 0 ? first : second).opens(2);
    // What was told has not come yet, or was lost.
    later.clear();
    pass(Duration.ofMillis(Math.abs(millis)));
    (millis < 0 ? second : first).opens(1);
    first.names.all().forEach(told -> after(LATENCY, () -> second.hears(told)));
    second.names.all().forEach(told -> after(LATENCY, () -> first.hears(told)));
    pass(Duration.ofSeconds(1));

    assertThat(first.givesUp() ^ second.givesUp()).isTrue();
  }

  @Test
  void asksWhoHasANameWhetherItIsAliveAndHearsThatItIsOrIsGone() {
    second.opens(2);
    pass(LATENCY);

    CompletionStage<Void> kept = first.names.ask(DOOR, 1, false, Duration.ofMinutes(1));
    pass(LATENCY);
    FromOthers.CheckName check = (FromOthers.CheckName) second.commands.get(0);
    assertThat(check.camera()).isEqualTo(DOOR);
    assertThat(kept.toCompletableFuture()).isNotDone();
    check.isKept().run();
    pass(LATENCY);
    assertThat(kept.toCompletableFuture()).isDone();
    assertThat(first.givesUp()).isFalse();

    CompletionStage<Void> gone = first.names.ask(DOOR, 1, false, Duration.ofMinutes(1));
    second.cameras.closed(DOOR, 2);
    second.names.closed(DOOR);
    pass(LATENCY);
    assertThat(gone.toCompletableFuture()).isDone();
  }

  @Test
  void tellsWhoHasANameWhetherItIsProvedByWhoWantsIt() {
    second.opens(2);
    pass(LATENCY);

    var unused = first.names.ask(DOOR, 1, true, Duration.ofMinutes(1));
    pass(LATENCY);

    assertThat(second.commands)
        .singleElement()
        .isInstanceOfSatisfying(
            FromOthers.CheckName.class, check -> assertThat(check.isProved()).isTrue());
  }
}

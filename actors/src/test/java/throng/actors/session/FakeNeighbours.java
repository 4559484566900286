package throng.actors.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.Message.Refused;

/** Other nodes that answer as a test says, and keep what they are told. */
final class FakeNeighbours implements Neighbours {
  volatile Optional<HostAndPort> better = Optional.empty();
  volatile Optional<HostAndPort> room = Optional.empty();
  volatile List<HostAndPort> members = List.of();
  volatile Optional<Refused> taken = Optional.empty();
  volatile CompletableFuture<Object> nameIsKnown = CompletableFuture.completedFuture("");
  final SortedMap<String, HostAndPort> networks = new ConcurrentSkipListMap<>();
  volatile Optional<HostAndPort> drain = Optional.empty();
  final Queue<Double> demands = new ConcurrentLinkedQueue<>();
  final Queue<String> told = new ConcurrentLinkedQueue<>();

  @Override
  public Optional<HostAndPort> betterFor(Message.Hello hello) {
    return better;
  }

  @Override
  public Optional<HostAndPort> roomFor(Message.Hello hello) {
    return room;
  }

  @Override
  public List<HostAndPort> members() {
    return members;
  }

  @Override
  public Optional<Refused> claim(CameraId camera, long instance, int attempt) {
    return taken;
  }

  @Override
  public CompletionStage<?> askForName(
      CameraId camera, long instance, boolean isProved, Duration within) {
    told.add("asks for " + camera + " " + instance + (isProved ? " proved" : ""));
    return nameIsKnown;
  }

  @Override
  public void opened(Message.Hello hello) {
    told.add(
        "opened %s %d %d %s"
            .formatted(hello.camera(), hello.instance(), hello.routing().attempt(), hello.mode()));
  }

  @Override
  public void closed(CameraId camera, long instance) {
    told.add("closed " + camera + " " + instance);
  }

  @Override
  public void demand(CameraId camera, double pixelsPerSecond) {
    demands.add(pixelsPerSecond);
  }

  @Override
  public void departs() {
    told.add("departs");
  }

  @Override
  public Optional<HostAndPort> drainTarget(Message.Hello hello) {
    told.add("drains " + hello.camera());
    return drain;
  }

  @Override
  public SortedMap<String, HostAndPort> networks() {
    return networks;
  }
}

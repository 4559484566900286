package throng.actors.session;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;

/** No other node: every camera stays, and nobody is told. */
final class Alone implements Neighbours {
  @Override
  public Optional<HostAndPort> betterFor(Message.Hello hello) {
    return Optional.empty();
  }

  @Override
  public Optional<HostAndPort> roomFor(Message.Hello hello) {
    return Optional.empty();
  }

  @Override
  public List<HostAndPort> members() {
    return List.of();
  }

  @Override
  public Optional<Message.Refused> claim(CameraId camera, long instance, int attempt) {
    return Optional.empty();
  }

  @Override
  public CompletionStage<?> askForName(
      CameraId camera, long instance, boolean isProved, Duration within) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void opened(Message.Hello hello) {}

  @Override
  public void closed(CameraId camera, long instance) {}

  @Override
  public void demand(CameraId camera, double pixelsPerSecond) {}

  @Override
  public void departs() {}

  @Override
  public Optional<HostAndPort> drainTarget(Message.Hello hello) {
    return Optional.empty();
  }

  @Override
  public SortedMap<String, HostAndPort> networks() {
    return Collections.emptySortedMap();
  }
}

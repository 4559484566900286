package throng.actors.session;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.Message.Refused;

/** Other nodes that answer as a test says, and keep what they are told. */
final class FakeNeighbours implements Neighbours {
  volatile Optional<HostAndPort> better = Optional.empty();
  volatile List<HostAndPort> members = List.of();
  volatile Optional<Refused> taken = Optional.empty();
  volatile Optional<HostAndPort> drain = Optional.empty();
  final Queue<String> told = new ConcurrentLinkedQueue<>();

  @Override
  public Optional<HostAndPort> betterFor(Message.Hello hello) {
    return better;
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
  public void opened(CameraId camera, long instance, int attempt, Mode mode) {
    told.add("opened " + camera + " " + instance + " " + attempt + " " + mode);
  }

  @Override
  public void closed(CameraId camera, long instance) {
    told.add("closed " + camera + " " + instance);
  }

  @Override
  public void demand(CameraId camera, double framesPerSecond, int pixels) {
    told.add("demand " + camera + " " + framesPerSecond + " " + pixels);
  }

  @Override
  public void departs() {
    told.add("departs");
  }

  @Override
  public Optional<HostAndPort> drainTarget(CameraId camera) {
    return drain;
  }
}

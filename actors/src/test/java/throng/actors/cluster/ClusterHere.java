package throng.actors.cluster;

import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import throng.actors.counts.live.CameraStatus;
import throng.actors.session.Sessions;
import throng.actors.time.MonotonicClock;
import throng.streams.settings.HostAndPort;
import throng.streams.testing.FreePort;

/** One node's part in a cluster, on loopback, with what it was told to do. */
final class ClusterHere implements AutoCloseable {
  private static final Executor HERE = Runnable::run;

  final ClusterNode node;
  final HostAndPort member;
  final HostAndPort frames;
  final List<Sessions.Command> commands = new ArrayList<>();
  final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
  int maxCameras = 256;
  volatile boolean isSayingBroken;
  final AtomicInteger looksForRevoked = new AtomicInteger();
  volatile List<String> networks = List.of("default");
  volatile double capacity = 100e6;
  volatile List<CameraStatus> statuses = List.of();
  volatile Function<ByteString, CompletionStage<ByteString>> answers =
      question -> CompletableFuture.failedFuture(new IllegalStateException("It cannot answer"));

  ClusterHere(HostAndPort member, HostAndPort frames, Hosts hosts) {
    this.node = new ClusterNode(MonotonicClock.SYSTEM, hosts);
    this.member = member;
    this.frames = frames;
  }

  /** Starts one. */
  static ClusterHere start(HostAndPort member, List<HostAndPort> seeds, String settings) {
    return start(member, seeds, settings, Optional.empty());
  }

  static ClusterHere start(
      HostAndPort member, List<HostAndPort> seeds, String settings, Optional<ClusterTls> tls) {
    return start(member, seeds, settings, tls, new SystemHosts());
  }

  static ClusterHere start(
      HostAndPort member,
      List<HostAndPort> seeds,
      String settings,
      Optional<ClusterTls> tls,
      Hosts hosts) {
    ClusterHere here =
        new ClusterHere(member, new HostAndPort("127.0.0.1", FreePort.next()), hosts);
    String list = String.join(",", seeds.stream().map(seed -> "\"" + seed + "\"").toList());
    Config akka =
        ConfigFactory.parseString(
                "akka { loglevel = WARNING, remote.artery.advanced.test-mode = on }")
            .withFallback(ConfigFactory.load());
    ClusterParts parts =
        new ClusterParts(
            Loads.settings("seeds = [%s], listen = \"%s\", %s".formatted(list, member, settings)),
            akka,
            tls,
            () -> here.capacity,
            here.maxCameras,
            () -> here.networks,
            () -> here.statuses,
            question -> here.answers.apply(question),
            here::take,
            here.looksForRevoked::incrementAndGet,
            here::say,
            MonotonicClock.SYSTEM);
    try {
      here.node.begin(parts, here.frames, HERE).toCompletableFuture().get(20, TimeUnit.SECONDS);
      return here;
    } catch (Exception e) {
      here.close();
      throw new CompletionException(e);
    }
  }

  private void say(String sentence) {
    said.add(sentence);
    if (isSayingBroken) {
      throw new IllegalStateException("It cannot say: " + sentence);
    }
  }

  private void take(Sessions.Command command) {
    synchronized (commands) {
      commands.add(command);
    }
  }

  <T> List<T> commands(Class<T> type) {
    synchronized (commands) {
      return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  static HostAndPort freePlace() {
    return new HostAndPort("127.0.0.1", FreePort.next());
  }

  @Override
  public void close() {
    try {
      node.end().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}

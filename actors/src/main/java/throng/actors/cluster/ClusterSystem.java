package throng.actors.cluster;

import akka.actor.ActorSystem;
import akka.actor.BootstrapSetup;
import akka.actor.CoordinatedShutdown;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Cluster;
import akka.remote.artery.tcp.SSLEngineProviderSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import throng.streams.settings.HostAndPort;

/**
 * The cluster's own actor system, one run of it. Akka ends it when this node is cut off from most
 * others; frames have another, which goes on.
 */
final class ClusterSystem {
  static final String NAME = "throng";

  private final ActorSystem system;
  private final ActorRef<Members.Command> members;

  private ClusterSystem(ActorSystem system, ActorRef<Members.Command> members) {
    this.system = system;
    this.members = members;
  }

  /**
   * Begins, and joins the seeds.
   *
   * @param seeds whom to join
   * @throws RuntimeException if it cannot listen
   */
  static ClusterSystem begin(
      ClusterParts parts, MemberPlace place, List<HostAndPort> seeds, Members.Own own) {
    Config config = config(place, parts.tls().isPresent()).withFallback(parts.akka()).resolve();
    ActorSystemSetup setup = ActorSystemSetup.create(BootstrapSetup.create(config));
    if (parts.tls().isPresent()) {
      ClusterTls tls = parts.tls().get();
      setup = setup.and(SSLEngineProviderSetup.create(system -> tls));
    }
    ActorSystem system = ActorSystem.create(NAME, setup);
    ActorRef<Members.Command> members =
        Adapter.spawn(
            system,
            Members.create(parts.settings(), parts.seeds(), own, parts.say(), () -> end(system)),
            Members.NAME);
    ClusterSystem begun = new ClusterSystem(system, members);
    begun.join(seeds);
    return begun;
  }

  private static Config config(MemberPlace place, boolean isEncrypted) {
    String artery = "akka.remote.artery.";
    return ConfigFactory.parseMap(
            Map.of(
                artery + "transport", isEncrypted ? "tls-tcp" : "tcp",
                artery + "canonical.hostname", place.member().host(),
                artery + "canonical.port", place.member().port(),
                artery + "bind.hostname", place.bind().host(),
                artery + "bind.port", place.bind().port()))
        .withValue("akka.actor.provider", ConfigValueFactory.fromAnyRef("cluster"))
        .withFallback(ConfigFactory.parseResources("cluster-akka.conf"));
  }

  /** Joins one of these, where it is in no cluster yet. */
  void join(List<HostAndPort> seeds) {
    Cluster.get(system)
        .joinSeedNodes(
            seeds.stream()
                .map(seed -> new akka.actor.Address("akka", NAME, seed.host(), seed.port()))
                .toList());
  }

  /** Whether it has joined. */
  boolean isIn() {
    return Cluster.get(system).state().getMembers().iterator().hasNext();
  }

  /**
   * Tells others.
   *
   * @param to empty: all
   */
  void tell(Optional<HostAndPort> to, Told told) {
    members.tell(new Members.Tell(to, told));
  }

  /** Completed once it has ended, for whatever reason. */
  CompletionStage<?> ended() {
    return system.getWhenTerminated();
  }

  /** Leaves the cluster and ends; in order, where others can still be told. */
  CompletionStage<?> end() {
    return end(system);
  }

  private static CompletionStage<?> end(ActorSystem system) {
    return CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.unknownReason());
  }

  /** For tests that cut it off. */
  ActorSystem system() {
    return system;
  }
}

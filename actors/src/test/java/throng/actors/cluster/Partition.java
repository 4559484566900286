package throng.actors.cluster;

import akka.actor.Address;
import akka.actor.ExtendedActorSystem;
import akka.remote.RemoteActorRefProvider;
import akka.remote.testkit.Blackhole;
import akka.remote.testkit.Direction;
import akka.remote.testkit.SetThrottle;
import akka.remote.testkit.ThrottleMode;
import akka.remote.testkit.Unthrottled;
import throng.streams.settings.HostAndPort;

/** Takes away what two nodes tell each other, in both directions, without a word to either. */
final class Partition {
  private Partition() {}

  static void cut(ClusterHere one, ClusterHere other) {
    set(one, other.member, Blackhole.getInstance());
    set(other, one.member, Blackhole.getInstance());
  }

  static void heal(ClusterHere one, ClusterHere other) {
    set(one, other.member, Unthrottled.getInstance());
    set(other, one.member, Unthrottled.getInstance());
  }

  private static void set(ClusterHere node, HostAndPort other, ThrottleMode mode) {
    ClusterSystem running = node.node.system();
    if (running != null
        && running.system() instanceof ExtendedActorSystem system
        && system.provider() instanceof RemoteActorRefProvider provider) {
      Address address = new Address("akka", ClusterSystem.NAME, other.host(), other.port());
      var unused =
          provider
              .transport()
              .managementCommand(new SetThrottle(address, Direction.Both$.MODULE$, mode));
    }
  }
}

package throng.actors.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import throng.streams.settings.HostAndPort;

/**
 * Looks for what a node's settings leave open of where it is. Akka compares places as texts: a node
 * that is a seed is known to all as it is written there, whatever its name stands for at its own
 * machine, as Debian's 127.0.1.1.
 */
final class PlaceSearch {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final ClusterSettings settings;
  private final HostAndPort listening;
  private final HostAndPort bind;
  private final Hosts hosts;

  /**
   * What was found.
   *
   * @param isSure whether it stays so: no seed that may be this node has a name that is not known
   *     yet
   */
  record Found(MemberPlace place, boolean isSure) {}

  /** A seed, and what its name stands for at this machine; empty: that is not known. */
  private record Seed(HostAndPort place, List<InetAddress> addresses) {}

  /**
   * @param listening where the node listens for edges, with its port
   */
  PlaceSearch(ClusterSettings settings, HostAndPort listening, Hosts hosts) {
    this.settings = settings;
    this.listening = listening;
    this.bind = MemberPlace.bind(settings, listening);
    this.hosts = hosts;
  }

  /**
   * Looks, which waits for names to be resolved.
   *
   * @return empty: nobody could be told yet how to reach this node
   */
  Optional<Found> look() {
    List<Seed> seeds =
        settings.seeds().stream()
            .map(place -> new Seed(place, hosts.addresses(place.host())))
            .toList();
    Optional<HostAndPort> asSeed = asSeed(seeds);
    boolean isSure = asSeed.isPresent() || seeds.stream().noneMatch(this::mayYetBeThis);
    return asSeed
        .or(settings::advertise)
        .or(() -> host(seeds).map(host -> new HostAndPort(host, bind.port())))
        .map(member -> new Found(new MemberPlace(bind, member, frames(member)), isSure));
  }

  /** What to tell a person where nothing is found. */
  String sentence() {
    return "The cluster: this GPU node is in none yet, and goes on trying: none of %s is known or reached here, and so it is not known at which address others would reach this node; look at throng.gpu-node.cluster.seeds, or set throng.gpu-node.cluster.advertise."
        .formatted(settings.seeds());
  }

  private Optional<HostAndPort> asSeed(List<Seed> all) {
    List<Seed> seeds = all.stream().filter(seed -> seed.place().port() == port()).toList();
    List<InetAddress> told = told();
    return settings
        .advertise()
        .filter(settings.seeds()::contains)
        .or(() -> first(seeds, seed -> isToldOf(seed, told)))
        .or(() -> first(seeds, seed -> leadsHere(seed, all)));
  }

  private static Optional<HostAndPort> first(List<Seed> seeds, Predicate<Seed> isIt) {
    return seeds.stream().filter(isIt).map(Seed::place).findFirst();
  }

  /** Where others reach this node. */
  private int port() {
    return settings.advertise().orElse(bind).port();
  }

  /** The addresses that the settings give this node. */
  private List<InetAddress> told() {
    return Stream.concat(Stream.of(bind), settings.advertise().stream())
        .flatMap(place -> hosts.addresses(place.host()).stream())
        .filter(address -> !address.isAnyLocalAddress())
        .toList();
  }

  // A name may stand for several machines, each of which would take it for its own.
  private boolean isToldOf(Seed seed, List<InetAddress> told) {
    return !Collections.disjoint(seed.addresses(), told)
        && seed.addresses().stream().allMatch(it -> told.contains(it) || hosts.isOwn(it));
  }

  private boolean leadsHere(Seed seed, List<Seed> all) {
    return isAny(bind.host())
        ? isUsable(seed, all)
        : isLoopbackHereOnly(seed) && !isLoopback(bind.host());
  }

  /** Whether others come to this machine by a seed's host. */
  private boolean isUsable(Seed seed, List<Seed> all) {
    return isHere(seed) && (!isLoopbackAnywhere(seed) || all.stream().allMatch(this::isHere));
  }

  private boolean isHere(Seed seed) {
    return !seed.addresses().isEmpty() && seed.addresses().stream().allMatch(hosts::isOwn);
  }

  // What such a name stands for at other machines is not known here.
  private boolean isLoopbackHereOnly(Seed seed) {
    return isHere(seed)
        && !isLoopbackAnywhere(seed)
        && seed.addresses().stream().anyMatch(InetAddress::isLoopbackAddress);
  }

  private boolean isLoopbackAnywhere(Seed seed) {
    String host = seed.place().host();
    return host.equalsIgnoreCase("localhost")
        || (ADDRESS.matcher(host).matches() && isLoopback(host));
  }

  private boolean isLoopback(String host) {
    return hosts.addresses(host).stream().anyMatch(InetAddress::isLoopbackAddress);
  }

  private boolean isAny(String host) {
    return hosts.addresses(host).stream().anyMatch(InetAddress::isAnyLocalAddress);
  }

  private boolean mayYetBeThis(Seed seed) {
    return seed.addresses().isEmpty() && seed.place().port() == port();
  }

  /** Of a node that is no seed, and of which its settings do not tell. */
  private Optional<String> host(List<Seed> seeds) {
    if (!isAny(bind.host())) {
      return Optional.of(bind.host());
    }
    return first(seeds, seed -> isUsable(seed, seeds))
        .map(HostAndPort::host)
        .or(() -> reaching(seeds));
  }

  /** The address from which a seed on another machine is reached. */
  private Optional<String> reaching(List<Seed> seeds) {
    return seeds.stream()
        .flatMap(PlaceSearch::sockets)
        .flatMap(socket -> hosts.towards(socket).stream())
        .filter(address -> !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst();
  }

  private static Stream<InetSocketAddress> sockets(Seed seed) {
    return seed.addresses().stream()
        .map(address -> new InetSocketAddress(address, seed.place().port()));
  }

  private HostAndPort frames(HostAndPort member) {
    String host = isAny(listening.host()) ? member.host() : listening.host();
    return settings.advertiseFrames().orElseGet(() -> new HostAndPort(host, listening.port()));
  }
}

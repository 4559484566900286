package throng.streams.tcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import throng.streams.settings.Backoff;

/**
 * Which of several GPU nodes is tried next, and when.
 *
 * <p>Every address that failed rests for a while, longer each time. Next is the most preferred one
 * that does not rest, those last that have refused for good; where all rest, the one that has
 * rested first. Nodes that the last one told of stand before the list of the settings, each until
 * it fails: its place in that list it keeps. A pure state machine: time comes in as nanoseconds of
 * any one monotonic clock.
 */
final class GpuNodes {

  private static final int MOST_OTHERS = 64;

  /** How an attempt or a connection ended. */
  enum Failure {
    /** The address refused, or a connection that was made broke. */
    REFUSED,
    /** Nothing answered. */
    SILENT
  }

  /**
   * What to do next.
   *
   * @param address whom to connect to
   * @param delay when, from now
   */
  record Attempt(String address, Duration delay) {}

  private static final class Node {

    private final String address;
    private int failures;
    private boolean isReached;
    private Optional<Long> unreachedAt = Optional.empty();
    private long restsUntil;
    private String refusal = "";
    private boolean isToServe;

    private Node(String address) {
      this.address = address;
    }

    private boolean hasRefused() {
      return !refusal.isEmpty();
    }

    private boolean isResting(long now) {
      return failures > 0 && restsUntil - now > 0;
    }
  }

  private final List<Node> nodes;
  // Each until it fails, or another list is told.
  private final List<Node> members = new ArrayList<>();
  // What is known of those that are in neither list: where the camera was sent.
  private final Map<String, Node> others = new HashMap<>();
  private final Backoff refused;
  private final Backoff silent;
  private final DoubleSupplier random;

  /**
   * @param addresses the preferred one first
   * @param random numbers between 0 and 1
   */
  GpuNodes(List<String> addresses, Backoff refused, Backoff silent, DoubleSupplier random) {
    nodes = addresses.stream().distinct().map(Node::new).toList();
    this.refused = refused;
    this.silent = silent;
    this.random = random;
  }

  /** The next attempt. */
  Attempt next(long now) {
    List<Node> inOrder = candidates().sorted(Comparator.comparing(Node::hasRefused)).toList();
    Node soonest = inOrder.get(0);
    for (Node node : inOrder) {
      if (!node.isResting(now)) {
        return new Attempt(node.address, Duration.ZERO);
      }
      if (node.restsUntil - soonest.restsUntil < 0) {
        soonest = node;
      }
    }
    return new Attempt(soonest.address, Duration.ofNanos(soonest.restsUntil - now));
  }

  /** The address could not be reached, or its connection ended. */
  void failed(String address, Failure failure, long now) {
    Node node = node(address);
    members.remove(node);
    node.failures++;
    node.unreachedAt = node.isReached ? Optional.empty() : Optional.of(now);
    node.isReached = false;
    Backoff backoff = failure == Failure.REFUSED ? refused : silent;
    node.restsUntil = now + backoff.after(node.failures, random.getAsDouble()).toNanos();
  }

  /**
   * The address takes the camera no more until somebody changes a setting.
   *
   * @param sentence why, naming the address; not empty
   */
  void refusedForGood(String address, String sentence) {
    node(address).refusal = sentence;
  }

  /** The address has taken the camera. */
  void welcomed(String address) {
    node(address).refusal = "";
    node(address).isToServe = false;
    reached(address);
  }

  /** The address has said something, be it that it takes nobody now. */
  void reached(String address) {
    Node node = node(address);
    node.isReached = true;
    node.unreachedAt = Optional.empty();
  }

  /** The address has sent the camera on, which does not go: it is asked to serve it itself. */
  void isToServe(String address) {
    node(address).isToServe = true;
  }

  /** Whether the address is not to send the camera on. */
  boolean mustServe(String address) {
    return node(address).isToServe;
  }

  /** Whether the address failed a short while ago. */
  boolean isResting(String address, long now) {
    return node(address).isResting(now);
  }

  /** Whether the last try of the address, in this time, has not come to a word of it. */
  boolean wasUnreachedWithin(String address, Duration time, long now) {
    return node(address).unreachedAt.filter(at -> now - at < time.toNanos()).isPresent();
  }

  /** A node has told of others: the whole list. */
  void learned(List<String> addresses) {
    List<Node> told = addresses.stream().map(this::node).toList();
    members.clear();
    members.addAll(told);
    others.values().retainAll(told);
    told.stream().filter(node -> !nodes.contains(node)).forEach(this::remember);
  }

  /** Whether there is one besides this that has neither failed of late nor refused. */
  boolean hasOthersThan(String address) {
    return candidates()
        .filter(node -> !node.address.equals(address))
        .anyMatch(node -> node.failures == 0 && !node.hasRefused());
  }

  /** Why nobody takes the camera any more; empty: one may. */
  Optional<String> allRefusals() {
    return candidates().allMatch(Node::hasRefused)
        ? Optional.of(candidates().map(node -> node.refusal).collect(Collectors.joining(" ")))
        : Optional.empty();
  }

  /** The address has answered a frame: it need not rest any more. */
  void answered(String address) {
    node(address).failures = 0;
  }

  /**
   * All addresses that are preferred to this one, the most preferred first, but for those that have
   * refused for good.
   */
  List<String> betterThan(String address) {
    int place = nodes.indexOf(node(address));
    return nodes.subList(0, place < 0 ? nodes.size() : place).stream()
        .filter(better -> !better.hasRefused())
        .map(better -> better.address)
        .toList();
  }

  private Node node(String address) {
    return Stream.of(nodes.stream(), members.stream(), others.values().stream())
        .flatMap(all -> all)
        .filter(node -> node.address.equals(address))
        .findFirst()
        .orElseGet(() -> remember(new Node(address)));
  }

  /** Of strangers no more is remembered than a node may tell of. */
  private Node remember(Node node) {
    if (others.size() >= MOST_OTHERS) {
      others.clear();
    }
    others.put(node.address, node);
    return node;
  }

  private Stream<Node> candidates() {
    return Stream.concat(members.stream(), nodes.stream())
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .stream();
  }
}

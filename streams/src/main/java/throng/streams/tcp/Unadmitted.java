package throng.streams.tcp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections that have not been admitted, or have left, of which there is a bounded number:
 * where one more comes, one goes. Any thread may use it.
 *
 * <p>It goes from the network that has most of them: there one that was refused or replaced, then
 * the one that has sent least, and of those the oldest. One whose first bytes cannot have been read
 * yet, and one that is being judged, stay. So one that says at once who it is gets in, however many
 * come that do not, also from its own address.
 *
 * <p>The place of one that began to encrypt, and was not admitted, is free a while after it began,
 * also where its connection has ended: its handshake has cost as much as if it had stayed.
 */
final class Unadmitted {
  private final int most;
  private final LongSupplier nanos;
  private final Set<Newcomer> oldestFirst = new LinkedHashSet<>();
  // When the places are free of those that have ended.
  private final List<Long> keptUntil = new ArrayList<>();

  Unadmitted(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /** Whether one more may come without driving away one that stays. */
  synchronized boolean hasRoom() {
    long now = nanos.getAsLong();
    keptUntil.removeIf(until -> now - until >= 0);
    // For one that has ended nobody goes who is still there.
    return oldestFirst.size() < most
        ? oldestFirst.size() + keptUntil.size() < most
        : oldestFirst.stream().anyMatch(it -> it.mayGo(now));
  }

  /** Whether for one more another has to go. */
  synchronized boolean isCrowded() {
    return oldestFirst.size() >= most;
  }

  /** A new connection's peer. */
  synchronized Newcomer add(InetSocketAddress address) {
    Newcomer newcomer = new Newcomer(this, address);
    oldestFirst.add(newcomer);
    return newcomer;
  }

  /**
   * Takes out the one that has to go, if one has to; the caller closes it.
   *
   * @return empty: there are not too many, or all of them stay
   */
  synchronized Optional<Newcomer> crowdedOut() {
    if (oldestFirst.size() <= most) {
      return Optional.empty();
    }
    Newcomer goes = whoseTurnItIs();
    if (goes == null) {
      return Optional.empty();
    }
    oldestFirst.remove(goes);
    return Optional.of(goes);
  }

  // A loop, as each connection of a flood comes through here.
  private @Nullable Newcomer whoseTurnItIs() {
    long now = nanos.getAsLong();
    Map<PeerNetwork, Integer> sizes = new HashMap<>();
    for (Newcomer it : oldestFirst) {
      sizes.merge(it.network(), 1, Integer::sum);
    }
    Newcomer first = null;
    int size = 0;
    for (Newcomer it : oldestFirst) {
      if (it.mayGo(now)) {
        int its = sizes.getOrDefault(it.network(), 0);
        if (first == null || its > size || (its == size && it.worth() < first.worth())) {
          first = it;
          size = its;
        }
      }
    }
    return first;
  }

  /** One that was admitted has left. */
  synchronized void addAgain(Newcomer newcomer) {
    oldestFirst.add(newcomer);
  }

  /** It was admitted. */
  synchronized void remove(Newcomer newcomer) {
    oldestFirst.remove(newcomer);
  }

  /** Its connection has ended, whether it is still one of them or not. */
  synchronized void ended(Newcomer newcomer) {
    if (oldestFirst.remove(newcomer) && newcomer.keepsPlace()) {
      keptUntil.add(newcomer.freshUntil());
    }
  }

  /** How many there are. */
  synchronized int size() {
    return oldestFirst.size();
  }

  long now() {
    return nanos.getAsLong();
  }
}

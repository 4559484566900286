package throng.actors.serving;

import akka.Done;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import throng.actors.batch.Departure;
import throng.actors.statistics.DeviceTotals;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;

/**
 * The networks of a node, by name, and which of them counts which camera.
 *
 * <p>A camera chooses a name; by itself that is the network of the same name, until another is used
 * for it. Networks come and go while others count. Any thread may use it; changes are made one
 * after the other.
 */
public final class ModelHosts {
  private final String standard;
  private final CameraModels table;
  private final Map<String, ModelHost> networks = new LinkedHashMap<>();
  private final Map<String, ModelChoice> choices = new LinkedHashMap<>();
  private final Set<String> opening = new HashSet<>();
  private volatile @Nullable Shadow shadow;
  // Those that finish what they have among them.
  private final Set<ModelHost> open = new LinkedHashSet<>();
  // Those beside them that were told what comes: one that is not put yet, a shadow's.
  private final Set<ModelHost> told = new LinkedHashSet<>();

  /**
   * A network as it stands.
   *
   * @param usedFor the names for which it is in use
   * @param cameras that it counts
   */
  public record Served(String name, ModelHost host, List<String> usedFor, int cameras) {}

  /**
   * @param standard the name of the network that counts where nobody says otherwise; it is to be
   *     {@link #put} before anything else
   */
  public ModelHosts(String standard, CameraModels table) {
    this.standard = standard;
    this.table = table;
  }

  /** One network that counts all cameras. */
  public static ModelHosts of(ModelHost host) {
    ModelHosts hosts = new ModelHosts("default", CameraModels.NONE);
    hosts.put("default", host);
    return hosts;
  }

  /** The name of the network that counts where nobody says otherwise. */
  public String standard() {
    return standard;
  }

  /** What is in use where nobody says otherwise. */
  public synchronized ModelHost standardHost() {
    return standardChoice().host();
  }

  /** What counts cameras of which nobody says otherwise. */
  public synchronized ModelChoice standardChoice() {
    return Objects.requireNonNull(choices.get(standard));
  }

  /** The names that cameras may choose. */
  public synchronized List<String> names() {
    return List.copyOf(choices.keySet());
  }

  /** Each network. */
  public synchronized List<Served> all() {
    List<Served> all = new ArrayList<>();
    networks.forEach(
        (name, host) -> {
          List<ModelChoice> its = usedFor(name);
          int cameras = its.stream().mapToInt(ModelChoice::cameras).sum();
          all.add(new Served(name, host, its.stream().map(ModelChoice::name).toList(), cameras));
        });
    return all;
  }

  /**
   * How many pixels a second they count together of cameras that have them in the proportion of
   * those of now: the mean time of a pixel, turned over. A network that has counted nothing yet is
   * left out, and so is one that no device works for any more; where most cameras have such a one
   * it is 0. Not a number: nothing is known yet.
   */
  public synchronized double pixelsPerSecond() {
    double cameras = 0;
    double seconds = 0;
    int working = 0;
    int out = 0;
    for (Served served : all()) {
      double its = served.host().capacity().pixelsPerSecond();
      if (its == 0) {
        out += served.cameras();
      } else {
        working += served.cameras();
      }
      if (served.cameras() > 0 && its > 0) {
        cameras += served.cameras();
        seconds += served.cameras() / its;
      }
    }
    if (out > working) {
      return 0;
    }
    return cameras > 0 ? cameras / seconds : standardHost().capacity().pixelsPerSecond();
  }

  /** The network of that name. */
  public synchronized Optional<ModelHost> network(String name) {
    return Optional.ofNullable(networks.get(name));
  }

  /**
   * What counts a camera.
   *
   * @param wanted the name that the camera asks for; empty: none
   * @return empty: there is no network of that name
   */
  public synchronized Optional<ModelChoice> choose(CameraId camera, String wanted) {
    return Optional.ofNullable(choices.get(name(camera, wanted)));
  }

  /**
   * The same for one that is let in: it is of the cameras from here on for which a network is kept.
   *
   * @return what counts where nobody says otherwise, if there is no network of that name any more
   */
  public synchronized ModelChoice join(CameraId camera, String wanted) {
    ModelChoice choice = choose(camera, wanted).orElseGet(this::standardChoice);
    choice.joined();
    return choice;
  }

  /**
   * The network that is to count a camera, where it is not there yet: it is being opened, or waits
   * for it. It may turn out not to open.
   *
   * @param wanted the name that the camera asks for; empty: none
   * @return its name; empty: that is not so
   */
  public synchronized Optional<String> opening(CameraId camera, String wanted) {
    return Optional.of(name(camera, wanted))
        .filter(name -> opening.contains(name) && !choices.containsKey(name));
  }

  private String name(CameraId camera, String wanted) {
    return wanted.isEmpty() ? table.of(camera).orElse(standard) : wanted;
  }

  /** These are to be opened, or opened anew, and no others. */
  public synchronized void toOpen(Set<String> names) {
    opening.clear();
    opening.addAll(names);
  }

  /** So is this one. */
  public synchronized void opens(String name) {
    opening.add(name);
  }

  /** It was {@link #put}, or does not open. */
  public synchronized void opensNoMore(String name) {
    opening.remove(name);
  }

  /** The sizes of pictures, in pixels, that a network would get which is used for that name. */
  public synchronized List<PictureSize> sizes(String name) {
    List<PictureSize> sizes = new ArrayList<>();
    Optional.ofNullable(choices.get(name)).ifPresent(it -> it.sizes().forEach(sizes::add));
    return sizes;
  }

  /** The sizes of pictures, in pixels, that the network gets: those of all names it is used for. */
  public synchronized List<PictureSize> sizesFor(String network) {
    Set<PictureSize> sizes = new LinkedHashSet<>();
    usedFor(network).forEach(choice -> choice.sizes().forEach(sizes::add));
    return List.copyOf(sizes);
  }

  /** Tells another one what the network gets, before it takes its place or counts beside it. */
  public synchronized void announceFor(String network, ModelHost next) {
    noteTold(next);
    usedFor(network).forEach(choice -> choice.announce(next));
  }

  private List<ModelChoice> usedFor(String network) {
    return choices.values().stream().filter(choice -> choice.network().equals(network)).toList();
  }

  /** Tells a network what the cameras send that it is to count, before it does. */
  public synchronized void announce(String name, ModelHost next) {
    noteTold(next);
    Optional.ofNullable(choices.get(name)).ifPresent(choice -> choice.announce(next));
  }

  // Who leaves until it is put, or ends, leaves there too.
  private void noteTold(ModelHost next) {
    if (!open.contains(next)) {
      told.add(next);
    }
  }

  /**
   * Adds a network that is warm, or puts it in the place of the one that had the name, wherever
   * that is in use.
   *
   * @return the one that had the name, which gets no more frames; empty: none
   */
  public synchronized Optional<ModelHost> put(String name, ModelHost host) {
    told.remove(host);
    open.add(host);
    Optional<ModelHost> before = Optional.ofNullable(networks.put(name, host));
    choices.putIfAbsent(name, new ModelChoice(name, host));
    usedFor(name).forEach(choice -> choice.use(name, host));
    return before;
  }

  /** Uses the network for a name from here on; both have to be there. */
  public synchronized void use(String network, String name) {
    ModelHost host = Objects.requireNonNull(networks.get(network));
    Objects.requireNonNull(choices.get(name)).use(network, host);
  }

  /** Why the network may not go, in words; empty: it may. */
  synchronized Optional<String> isNeeded(String name) {
    return isInTable(name).or(() -> isInUse(name));
  }

  // Its cameras may be away at the moment: they would be refused when they come back.
  private Optional<String> isInTable(String name) {
    return table
        .countedBy(name)
        .map(
            cameras ->
                "throng.gpu-node.camera-models says that %s counts \"%s\": change it there and start the node anew, then remove it."
                    .formatted(name, cameras));
  }

  private Optional<String> isInUse(String name) {
    for (ModelChoice choice : choices.values()) {
      boolean isOther = !choice.name().equals(name);
      if (choice.network().equals(name) && (isOther || name.equals(standard))) {
        return Optional.of(
            "%s counts for %s: use another network for that first.".formatted(name, choice.name()));
      } else if (!isOther && name.equals(standard)) {
        return Optional.of(
            "%s is the network of throng.gpu-node.model and stays open: change it there."
                .formatted(name));
      } else if (!isOther && choice.cameras() > 0) {
        return Optional.of(
            "%s asked for %s: have them ask for another network (throng.edge-node.model), then remove it."
                .formatted(cameras(choice.cameras()), name));
      }
    }
    return Optional.empty();
  }

  private static String cameras(int number) {
    return number == 1 ? "1 camera is connected that" : number + " cameras are connected that";
  }

  /** Takes a network away, unless it is needed; why it is, in words; empty: it is gone. */
  public synchronized Optional<String> remove(String name) {
    Optional<String> needed = isNeeded(name);
    if (needed.isEmpty()) {
      choices.remove(name);
      networks.remove(name);
    }
    return needed;
  }

  /** Ends a network that gets no more frames, once those that it has are answered. */
  public CompletionStage<Done> end(ModelHost host) {
    return host.end()
        .whenComplete(
            (ended, failure) -> {
              synchronized (this) {
                open.remove(host);
                told.remove(host);
              }
            });
  }

  /** Has pictures counted by a second network too, from here on; null: not any more. */
  public synchronized void shadow(@Nullable Shadow second) {
    Shadow before = shadow;
    if (before != null) {
      before.end();
      told.remove(before.spare());
    }
    shadow = second;
  }

  /** What counts pictures a second time; empty: nothing does. */
  public Optional<Shadow> shadow() {
    return Optional.ofNullable(shadow);
  }

  /** A picture was counted. */
  public void counted(ModelHost by, CameraId camera, JpegFrame frame, DensityMap map) {
    Shadow second = shadow;
    if (second != null && second.watched() == by) {
      second.offer(camera, frame, map);
    }
  }

  /** A connection has ended: nobody waits for the answers to its frames, and none are coming. */
  public synchronized void leave(long session) {
    open.forEach(host -> host.leave(session));
    told.forEach(host -> host.leave(session));
  }

  /**
   * Takes no more frames, for the node goes down, and finishes those that there are.
   *
   * @return completed once all are answered
   */
  public synchronized CompletionStage<Done> drain() {
    CompletableFuture<?>[] all =
        open.stream()
            .map(host -> host.drain(Departure.OF_THE_NODE).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(all).thenApply(answered -> Done.getInstance());
  }

  /** What each device has done for the networks that there are. */
  public synchronized Map<String, DeviceTotals> devices() {
    Map<String, DeviceTotals> all = new LinkedHashMap<>();
    open.forEach(
        host ->
            host.devices()
                .read()
                .forEach((device, totals) -> all.merge(device, totals, DeviceTotals::and)));
    return all;
  }
}

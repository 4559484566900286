package throng.gpu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import throng.actors.inference.ServedModel;
import throng.actors.serving.ModelHost;
import throng.actors.serving.ModelHosts;
import throng.actors.serving.Shadow;
import throng.actors.serving.ShadowReport;
import throng.actors.time.MonotonicClock;
import throng.common.console.Console;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * What is done to a running node's networks, one after the other, on a thread of its own.
 *
 * <p>A network is opened, warmed and looked at beside those that count; only then is it used. One
 * that cannot be changes nothing. Each change fails with a {@link SettingsException} that says why.
 */
public final class NetworkChanges {
  private static final int MOST_FAULTS = 32;

  private final ModelHosts hosts;
  private final NetworkOpening opening;
  private final ModelRepository repository;
  private final Console console;
  private final InstantSource clock;
  private final UsedNetworks used;
  private final Map<String, Fault> faults = new TreeMap<>();
  private final Map<String, Path> folders = new TreeMap<>();
  // What was opened last, or was not: the same is not tried again by itself. Of the thread of
  // changes.
  private final Map<String, String> tried = new TreeMap<>();
  private volatile @Nullable ShadowReport lastReport;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "throng-networks");
            made.setDaemon(true);
            return made;
          });

  /**
   * Why the last change of a network was not made.
   *
   * @param atMillis when it was tried, UTC
   */
  public record Fault(String network, String sentence, long atMillis) {}

  /**
   * @param folder whose folders are networks
   */
  public NetworkChanges(
      ModelHosts hosts, NetworkOpening opening, Path folder, Console console, InstantSource clock) {
    this.hosts = hosts;
    this.opening = opening;
    this.repository = new ModelRepository(folder);
    this.console = console;
    this.clock = clock;
    this.used = new UsedNetworks(folder);
  }

  ModelRepository repository() {
    return repository;
  }

  public ModelHosts hosts() {
    return hosts;
  }

  /** What was not done, network by network, until it was. */
  public synchronized List<Fault> faults() {
    return List.copyOf(faults.values());
  }

  /** Opens the network of that name in the models folder, or opens it anew. */
  public CompletionStage<String> add(String name) {
    return change(name, () -> added(name));
  }

  /** Has a network count what another name's cameras send. */
  public CompletionStage<String> use(String network, Optional<String> name) {
    return change(network, () -> usedFor(network, name));
  }

  /** Closes a network that nothing needs. */
  public CompletionStage<String> remove(String name) {
    return change(name, () -> removed(name));
  }

  /**
   * Has a share of the pictures that one network counts be counted by another too, in spare time.
   *
   * @param of the one that counts; empty: the one that does where nobody says otherwise
   * @param share above 0 and at most 1
   */
  public CompletionStage<String> shadow(String network, Optional<String> of, double share) {
    return change(network, () -> shadowed(network, of, share));
  }

  /** Ends that; what was found stays to be read. */
  public CompletionStage<String> stopShadow() {
    return change(hosts.standard(), this::shadowStopped);
  }

  /** What was found, or is; empty: nothing was looked for since the node's start. */
  public Optional<ShadowReport> shadowReport() {
    return hosts.shadow().map(Shadow::report).or(() -> Optional.ofNullable(lastReport));
  }

  /** Takes up what was in use when the node ended; called on the thread of changes. */
  void resumed() {
    try {
      used.read().forEach(this::resume);
    } catch (SettingsException broken) {
      noteFault(hosts.standard(), String.valueOf(broken.getMessage()));
    }
  }

  private void resume(String name, String network) {
    try {
      if (hosts.names().contains(name) && !name.equals(network)) {
        usedFor(network, Optional.of(name));
      }
    } catch (SettingsException wrong) {
      noteFault(network, String.valueOf(wrong.getMessage()));
    }
  }

  /** Runs on the thread on which changes are made, between two of them. */
  void between(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException over) {
      // The node ends.
      return;
    }
  }

  /** Makes no more changes. */
  public void end() {
    thread.shutdown();
  }

  private CompletionStage<String> change(String network, Supplier<String> change) {
    try {
      return CompletableFuture.supplyAsync(() -> explained(network, change), thread);
    } catch (RejectedExecutionException over) {
      return CompletableFuture.failedFuture(new SettingsException("The node is going down."));
    }
  }

  /** Makes a change at once; called on the thread of changes. */
  String explained(String network, Supplier<String> change) {
    try {
      String sentence = change.get();
      forgetFault(network);
      if (!sentence.isEmpty()) {
        console.line(sentence);
      }
      return sentence;
    } catch (RuntimeException failure) {
      String sentence =
          failure instanceof SettingsException
              ? String.valueOf(failure.getMessage())
              : "It failed: " + Reason.of(failure) + ".";
      noteFault(network, sentence);
      throw new SettingsException(sentence);
    }
  }

  synchronized void forgetFault(String network) {
    faults.remove(network);
  }

  void noteFault(String network, String sentence) {
    console.error("Network %s is as it was: %s".formatted(network, sentence));
    synchronized (this) {
      faults.put(network, new Fault(network, sentence, clock.millis()));
      if (faults.size() > MOST_FAULTS) {
        faults.values().stream()
            .min(Comparator.comparingLong(Fault::atMillis))
            .ifPresent(oldest -> faults.remove(oldest.network()));
      }
    }
  }

  /** Opens it; called on the thread of changes. */
  String added(String name) {
    Path folder = repository.of(name);
    if (hosts.network(name).isPresent() && !folders.containsKey(name)) {
      throw new SettingsException(
          "%s is a network of the settings: choose another name for the folder.".formatted(name));
    }
    try {
      tried.put(name, repository.files(name));
    } catch (IOException gone) {
      throw new SettingsException(folder + " cannot be read: " + Reason.of(gone) + ".");
    }
    hosts.opens(name);
    try {
      return opened(name, folder);
    } finally {
      hosts.opensNoMore(name);
    }
  }

  private String opened(String name, Path folder) {
    ModelHost host = opening.open(name, folder, hosts.sizesFor(name));
    opening.ready(hosts, host, name);
    String ended = comparisonEnded(name);
    folders.put(name, folder);
    hosts.put(name, host).ifPresent(before -> opening.close(hosts, before));
    return "Network %s counts: %s.%s".formatted(name, identity(host.model()), ended);
  }

  /** Ends a comparison in which the network has a part; tells so, empty: there was none. */
  private String comparisonEnded(String name) {
    return hosts
        .shadow()
        .filter(it -> it.network().equals(name) || it.of().equals(name))
        .map(it -> " " + shadowStopped() + " Begin it again with gpu-node models shadow.")
        .orElse("");
  }

  /** How the files looked of each network that was opened, or could not be, when it was tried. */
  Map<String, String> tried() {
    return tried;
  }

  /** Uses it; called on the thread of changes. */
  String usedFor(String network, Optional<String> wanted) {
    String name = wanted.orElse(hosts.standard());
    if (!hosts.names().contains(name)) {
      throw new SettingsException(
          "Cameras choose none called %s; there are %s."
              .formatted(name, String.join(", ", hosts.names())));
    }
    ModelHost host = present(network);
    opening.prepare(hosts, host, name);
    hosts.use(network, name);
    String sentence =
        "%s is counted by %s from here on: %s.".formatted(name, network, identity(host.model()));
    return used.write(name, network)
        .map(why -> sentence + " Only until the next start: " + why)
        .orElse(sentence);
  }

  /** Closes it, and deletes its folder; called on the thread of changes. */
  String removed(String name) {
    boolean hasFolder = folders.containsKey(name);
    String sentence = closed(name);
    return (hasFolder ? repository.delete(name) : Optional.<String>empty())
        .map(why -> sentence + " It is served again from the next start on: " + why)
        .orElse(sentence);
  }

  /** Closes it, and leaves what lies there; called on the thread of changes. */
  String closed(String name) {
    ModelHost host = present(name);
    Optional<String> needed =
        isShadow(name)
            ? Optional.of("%s counts in the shadow of another: stop that first.".formatted(name))
            : hosts.remove(name);
    if (needed.isPresent()) {
      throw new SettingsException(needed.get());
    }
    String ended = comparisonEnded(name);
    used.forget(name);
    opening.close(hosts, host);
    folders.remove(name);
    return "Network %s is closed.%s".formatted(name, ended);
  }

  private boolean isShadow(String name) {
    return hosts.shadow().filter(it -> it.network().equals(name)).isPresent();
  }

  String shadowed(String network, Optional<String> of, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new SettingsException("A share is above 0 % and at most 100 %.");
    }
    String other = of.orElseGet(this::standardInUse);
    ModelHost host = present(network);
    ModelHost watched = present(other);
    if (host == watched) {
      throw new SettingsException("A network cannot be compared with itself.");
    }
    shadowStopped();
    ModelHost spare = opening.openSpare(network, host.model());
    opening.ready(hosts, spare, other);
    hosts.shadow(
        new Shadow(network, spare, other, watched, share, opening.turns(), MonotonicClock.SYSTEM));
    return String.format(
        Locale.ROOT,
        "%s counts %.0f %% of the pictures of %s too, in spare time.",
        network,
        share * 100,
        other);
  }

  private String standardInUse() {
    return hosts.all().stream()
        .filter(served -> served.usedFor().contains(hosts.standard()))
        .map(ModelHosts.Served::name)
        .findFirst()
        .orElse(hosts.standard());
  }

  String shadowStopped() {
    Optional<Shadow> shadow = hosts.shadow();
    hosts.shadow(null);
    shadow.ifPresent(
        it -> {
          lastReport = it.report();
          opening.endSpare(it.spare());
        });
    return shadow
        .map(it -> "%s does not count in the shadow of another any more.".formatted(it.network()))
        .orElse("");
  }

  private ModelHost present(String name) {
    return hosts
        .network(name)
        .orElseThrow(
            () ->
                new SettingsException(
                    "There is no network called %s; there are %s."
                        .formatted(name, String.join(", ", names()))));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    hosts.all().forEach(served -> names.add(served.name()));
    return names;
  }

  static String identity(ServedModel model) {
    return model.name() + " " + model.version();
  }
}

package throng.gpu.capacity;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import throng.actors.inference.ServedModel;
import throng.gpu.capacity.PlayedCamera.Scene;
import throng.streams.camera.Picture;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/**
 * Serves more and more cameras until they are too many. The cameras are played here too, and their
 * sending takes its part of the machine: where they run elsewhere it serves a little more.
 *
 * <p>Used by one thread; {@link #answer} may be asked by any, at any time.
 */
public final class CapacityRun {
  private static final String EDGE = "throng.edge-node";
  private static final int CONFIRMING = 3;
  private static final int MOST_TURNS = 4;

  private final ServedModel model;
  private final String where;
  private final Demand demand;
  private final Config config;
  private final Consumer<String> progress;
  private volatile Measured served = Measured.NONE;
  private volatile Measured tooMany = Measured.NONE;
  private volatile int mostCameras;

  /**
   * What is to be found out.
   *
   * @param where what the network runs on, for the user
   * @param config the program's whole configuration
   * @param progress takes a line for each number of cameras that was tried
   * @throws SettingsException if frames would be given up before they are too old
   */
  public CapacityRun(
      ServedModel model, String where, Demand demand, Config config, Consumer<String> progress) {
    this.model = model;
    this.where = where;
    this.demand = demand;
    this.config = config;
    this.progress = progress;
    Duration maxAge = Block.of(EDGE, config).time("max-age", "1ms", "1d");
    if (demand.within().compareTo(maxAge) > 0) {
      throw new SettingsException(
          "--within is %d ms, but cameras give a frame up when it is %s.max-age old, which is %d ms."
              .formatted(demand.within().toMillis(), EDGE, maxAge.toMillis()));
    }
  }

  /** Tries until the answer is known, or the thread is interrupted. */
  public void run() throws InterruptedException {
    Scene scene =
        new Scene(StoredPicture.of(demand.size()), PlayedCamera.interval(demand.framesPerSecond()));
    try (ServedNetwork network = new ServedNetwork(model, config)) {
      mostCameras = network.mostCameras();
      progress.accept(settings(scene.picture(), network));
      ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "cameras", config);
      try {
        Block edgeNode =
            Block.of(EDGE, config)
                .under(ConfigFactory.parseString("gpu-nodes = [\"" + network.address() + "\"]"));
        PlayedCameras cameras = new PlayedCameras(demand, scene, edgeNode, system);
        cameras.begin();
        search(cameras, first(network));
        confirm(cameras);
      } finally {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
      }
    }
  }

  // Half of what its devices would do if nothing else were to be done.
  private int first(ServedNetwork network) {
    double each = demand.framesPerSecond() * demand.size().width() * demand.size().height();
    return (int) Math.min(mostCameras, network.host().capacity().pixelsPerSecond() / each / 2);
  }

  private void search(PlayedCameras cameras, int first) throws InterruptedException {
    int next = Math.max(1, first);
    for (int turn = 0; turn < MOST_TURNS && next > served.cameras(); turn++) {
      CapacitySearch search = new CapacitySearch(served.cameras(), next, mostCameras);
      while (!search.isOver()) {
        search.tried(isServed(cameras, search.next()));
      }
      // The first numbers were tried before everything had been warm.
      int least = search.tooMany();
      next = least <= mostCameras && isServed(cameras, least) ? 2 * least : 0;
    }
  }

  // What fails once may have been disturbed.
  private boolean isServed(PlayedCameras cameras, int number) throws InterruptedException {
    Measured first = tried(cameras, number, demand.window());
    return first.isServed() || tried(cameras, number, demand.window()).isServed();
  }

  private void confirm(PlayedCameras cameras) throws InterruptedException {
    Duration longer = demand.window().multipliedBy(CONFIRMING);
    served = Confirmation.of(served.cameras(), candidate -> tried(cameras, candidate, longer));
  }

  private Measured tried(PlayedCameras cameras, int number, Duration window)
      throws InterruptedException {
    Measured measured = cameras.measure(number, window);
    progress.accept(measured.line());
    if (!measured.isServed()) {
      tooMany = measured;
    } else if (number >= served.cameras()) {
      served = measured;
    }
    return measured;
  }

  /** The largest number of cameras that was served so far. */
  public int cameras() {
    return served.cameras();
  }

  /** What is known so far, in a sentence or two. */
  public String answer() {
    String each =
        String.format(
            Locale.ROOT,
            "of %s at %s frames a second",
            demand.size(),
            Double.toString(demand.framesPerSecond()).replaceFirst("\\.0$", ""));
    return served.cameras() == 0 ? none(each) : some(each);
  }

  private String none(String each) {
    return tooMany.cameras() == 0
        ? "Nothing is known yet."
        : String.format(
            Locale.ROOT,
            "This machine does not serve one camera %s: its p95 age was %s, and should be at most"
                + " %d ms; %.1f of %.1f frames a second were counted.",
            each,
            Measured.age(tooMany.p95Millis()),
            demand.within().toMillis(),
            tooMany.counted(),
            tooMany.captured());
  }

  private String some(String each) {
    String limit =
        served.cameras() >= mostCameras
            ? " More are not let in: throng.gpu-node.session.max-sessions is " + mostCameras + "."
            : tooMany.cameras() > served.cameras()
                ? String.format(
                    Locale.ROOT,
                    " %d were too many: p95 age %s.",
                    tooMany.cameras(),
                    Measured.age(tooMany.p95Millis()))
                : "";
    return String.format(
        Locale.ROOT,
        "This machine serves %d camera%s %s: %.1f frames/s counted, age p50 %s, p95 %s (at most %d"
            + " ms).%s",
        served.cameras(),
        served.cameras() == 1 ? "" : "s",
        each,
        served.counted(),
        Measured.age(served.p50Millis()),
        Measured.age(served.p95Millis()),
        demand.within().toMillis(),
        limit);
  }

  private String settings(Picture picture, ServedNetwork network) {
    Block node = Block.of("throng.gpu-node", config);
    Block edge = Block.of(EDGE, config);
    return String.format(
        Locale.ROOT,
        "Network %s %s on %s (%s); batches of at most %d; %d threads decode; JPEGs of %.1f kB;"
            + " edge-node.window %s, max-age %s; by its warm-up %.1f frames/s.",
        model.name(),
        model.version(),
        String.join(", ", model.devices()),
        where,
        Math.min(model.maxBatch(), node.block("batch").whole("max-size", 1, 1024)),
        network.decodeThreads(),
        picture.jpeg().size() / 1000.0,
        edge.text("window"),
        edge.text("max-age"),
        network.host().capacity().pixelsPerSecond()
            / ((double) demand.size().width() * demand.size().height()));
  }
}

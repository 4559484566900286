package throng.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import throng.bench.EdgeSide.RunningCamera;
import throng.streams.camera.Picture;
import throng.streams.frame.Mode;

/**
 * Two nodes of one network, one with nothing beside counting and one with all: the same cameras are
 * at one and at the other in turns, and the one that they are not at has nothing to do.
 */
final class OperationsRun implements AutoCloseable {
  // More than there is, so that what counting loses shows; and less, so that it counts the same.
  private static final double OVERLOAD = 1.3;
  private static final double EASY = 0.5;
  private static final int CAPACITY_SECONDS = 8;
  private static final double WARM_SECONDS = 3;
  static final double COMPILING_SECONDS = 30;
  private static final double KNOWN_AFTER_SECONDS = 2;
  private static final int SCRAPE_EVERY_SECONDS = 5;
  // As the page asks for where it shows more than 24 cameras.
  private static final int RATE = 1;

  private final ServiceNode without;
  private final ServiceNode with;
  private final EdgeSide edgeWithout;
  private final EdgeSide edgeWith;
  private final List<Picture> pictures;
  private final List<String> cameras;
  private final List<String> tokens;
  private final double seconds;
  private final double capacity;
  private final HttpClient scraper = HttpClient.newHttpClient();

  private double first;
  private final List<Double> alone = new ArrayList<>();
  private final List<Double> beside = new ArrayList<>();
  private final List<Viewers.Share> reading = new ArrayList<>();
  private final List<Viewers.Share> stalling = new ArrayList<>();
  private final List<Double> viewerSeconds = new ArrayList<>();

  private OperationsRun(
      ServiceNode without,
      ServiceNode with,
      List<Picture> pictures,
      int cameras,
      int viewers,
      double seconds)
      throws InterruptedException {
    this.without = without;
    this.with = with;
    this.pictures = pictures;
    this.seconds = seconds;
    this.cameras = IntStream.range(0, cameras).mapToObj(i -> "camera" + i).toList();
    this.edgeWithout = new EdgeSide(without.address());
    this.edgeWith = new EdgeSide(with.address());
    this.tokens = Viewers.users(with, viewers);
    this.capacity = Overload.capacity(edgeWithout, pictures, cameras, CAPACITY_SECONDS);
    Overload.capacity(edgeWith, pictures, cameras, KNOWN_AFTER_SECONDS);
  }

  /** Starts both nodes. */
  static OperationsRun start(
      String model, List<Picture> pictures, int cameras, int viewers, double seconds)
      throws IOException, InterruptedException {
    ServiceNode without =
        ServiceNode.start(
            model,
            false,
            List.of("-Dthrong.gpu-node.web.listen=off", "-Dthrong.gpu-node.history.keep=off"));
    ServiceNode with =
        ServiceNode.start(model, false, List.of("-Dthrong.gpu-node.web.listen=127.0.0.1:0"));
    return new OperationsRun(without, with, pictures, cameras, viewers, seconds);
  }

  /** Has Java compile what both take, as it has in nodes that run for an hour. */
  void warm() throws Exception {
    first = countedBeside(COMPILING_SECONDS);
    double unused = countedAlone(COMPILING_SECONDS);
  }

  /** Measures counting alone and beside all of it, one half each. */
  void counting(int round) throws Exception {
    if (round % 2 == 0) {
      alone.add(countedAlone(seconds));
      beside.add(countedBeside(seconds));
    } else {
      beside.add(countedBeside(seconds));
      alone.add(countedAlone(seconds));
    }
  }

  private double countedAlone(double seconds) throws Exception {
    List<RunningCamera> running = cameras(edgeWithout, OVERLOAD);
    Sampling.rest(WARM_SECONDS);
    double framesPerSecond = Sampling.framesPerSecond(running, seconds);
    EdgeSide.stop(running);
    return framesPerSecond;
  }

  private double countedBeside(double seconds) throws Exception {
    List<RunningCamera> running = cameras(edgeWith, OVERLOAD);
    try (Viewers viewers = viewers(1)) {
      Sampling.rest(WARM_SECONDS);
      return scraped(running, seconds);
    } finally {
      EdgeSide.stop(running);
    }
  }

  /** While another program reads the metrics, as Prometheus does. */
  private double scraped(List<RunningCamera> running, double seconds) throws Exception {
    ScheduledExecutorService prometheus = Executors.newSingleThreadScheduledExecutor();
    AtomicReference<Exception> failure = new AtomicReference<>();
    prometheus.scheduleAtFixedRate(
        () -> {
          try {
            scrape();
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          } catch (Exception e) {
            failure.compareAndSet(null, e);
          }
        },
        0,
        SCRAPE_EVERY_SECONDS,
        TimeUnit.SECONDS);
    try {
      return Sampling.framesPerSecond(running, seconds);
    } finally {
      prometheus.shutdownNow();
      Exception failed = failure.get();
      if (failed != null) {
        throw new IOException("The metrics were not read.", failed);
      }
    }
  }

  private void scrape() throws Exception {
    HttpResponse<Void> answer =
        scraper.send(
            HttpRequest.newBuilder(URI.create("http://" + with.page() + "/metrics")).build(),
            HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() != 200) {
      throw new IOException("The node answers " + answer.statusCode() + " for its metrics.");
    }
  }

  /**
   * Measures what viewers are sent, without and with one among them that never reads, and what they
   * cost the node's processor, at a load that leaves room for them.
   */
  void watching() throws Exception {
    List<RunningCamera> running = cameras(edgeWith, EASY);
    try {
      Sampling.rest(WARM_SECONDS);
      double unwatched = processor();
      double watched = watched(0, reading);
      viewerSeconds.add((watched - unwatched) / tokens.size());
      watched(1, stalling);
    } finally {
      EdgeSide.stop(running);
    }
  }

  private double watched(int stalled, List<Viewers.Share> shares) throws Exception {
    try (Viewers viewers = viewers(stalled)) {
      Sampling.rest(WARM_SECONDS);
      viewers.reset();
      double processor = processor();
      shares.add(viewers.share());
      return processor;
    }
  }

  private Viewers viewers(int stalled) throws Exception {
    return Viewers.open(with.page(), tokens, cameras, RATE, stalled);
  }

  /** Processor seconds of the node in a second of now. */
  private double processor() throws InterruptedException {
    long start = System.nanoTime();
    long before = with.processorTime().toNanos();
    Sampling.rest(seconds);
    long after = with.processorTime().toNanos();
    return (double) (after - before) / (System.nanoTime() - start);
  }

  private List<RunningCamera> cameras(EdgeSide edge, double load) {
    double each = load * capacity / cameras.size();
    return cameras.stream()
        .map(name -> edge.run(name, Mode.LIVE, StampedCamera.of(pictures, each), outcome -> {}))
        .toList();
  }

  /** Frames a second that there are. */
  double capacity() {
    return capacity;
  }

  int cameraNumber() {
    return cameras.size();
  }

  int viewerNumber() {
    return tokens.size();
  }

  double seconds() {
    return seconds;
  }

  /** Frames a second beside all of it, in the first {@link #COMPILING_SECONDS}. */
  double first() {
    return first;
  }

  /** Frames a second with nothing beside counting. */
  List<Double> alone() {
    return alone;
  }

  /** Frames a second beside all of it. */
  List<Double> beside() {
    return beside;
  }

  /** Where all viewers read. */
  List<Viewers.Share> reading() {
    return reading;
  }

  /** Where one of them does not. */
  List<Viewers.Share> stalling() {
    return stalling;
  }

  /** Processor seconds of the node for a second of one viewer. */
  List<Double> viewerSeconds() {
    return viewerSeconds;
  }

  @Override
  public void close() {
    edgeWithout.close();
    edgeWith.close();
    without.close();
    with.close();
  }
}

package throng.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.streams.settings.HostAndPort;
import throng.tests.LiveViewer;

/** Pages that are open at one node, each its own user's; some of them stall. */
final class Viewers implements AutoCloseable {
  private static final double LONGEST_AGE_MICROS = 60e6;
  // A node gives up on who does not read after some half a minute.
  private static final double STALL_ANEW_SECONDS = 15;

  private final HostAndPort page;
  private final String subscription;
  private final Histogram ages = new SynchronizedHistogram(3);
  private final List<LiveViewer> open = new ArrayList<>();
  private final AtomicLong cutOff = new AtomicLong();
  private volatile boolean isClosed;

  /**
   * What those who read were sent.
   *
   * @param pictures how many, of all of them
   * @param ageP50 from the camera to the viewer, in milliseconds
   * @param ageP99 the same
   * @param cutOff how many of them were cut off, and see nothing more
   */
  record Share(long pictures, double ageP50, double ageP99, long cutOff) {}

  private Viewers(HostAndPort page, String subscription) {
    this.page = page;
    this.subscription = subscription;
  }

  /** So many users of the node, who will be known to it in a second; by their tokens. */
  static List<String> users(ServiceNode node, int number) {
    Accounts accounts = Accounts.open(Optional.of(node.stateFolder()));
    return IntStream.range(0, number)
        .mapToObj(i -> accounts.addToken("viewer" + i, Role.VIEWER, List.of()))
        .toList();
  }

  /**
   * Opens a page for each token.
   *
   * @param cameras as many as its page shows, by name
   * @param rate pictures a second that it asks for of each
   * @param stalled how many of them never read
   */
  static Viewers open(String page, List<String> tokens, List<String> cameras, int rate, int stalled)
      throws IOException {
    String pictures =
        cameras.stream()
            .map(camera -> "\"bench/%s\":%d".formatted(camera, rate))
            .collect(Collectors.joining(","));
    Viewers viewers =
        new Viewers(
            HostAndPort.parse(page).orElseThrow(),
            "{\"state\":true,\"pictures\":{" + pictures + "}}");
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      LiveViewer first = viewers.add(token);
      viewers.start(i < stalled ? () -> viewers.stall(token) : () -> viewers.discard(first));
    }
    return viewers;
  }

  private void start(Runnable viewing) {
    Thread thread = new Thread(viewing, "viewer");
    thread.setDaemon(true);
    thread.start();
  }

  private LiveViewer add(String token) throws IOException {
    LiveViewer viewer = LiveViewer.open(page, token, subscription);
    synchronized (open) {
      open.add(viewer);
    }
    return viewer;
  }

  private void discard(LiveViewer viewer) {
    try {
      viewer.discard(
          taken ->
              ages.recordValue(
                  (long) Math.min(LONGEST_AGE_MICROS, (System.nanoTime() - taken) / 1e3)));
      if (!isClosed) {
        cutOff.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stall(String token) {
    try {
      while (!isClosed) {
        Sampling.rest(STALL_ANEW_SECONDS);
        LiveViewer unused = add(token);
      }
    } catch (IOException | InterruptedException e) {
      // The node has gone, or this is over.
      return;
    }
  }

  /** From here on. */
  void reset() {
    ages.reset();
  }

  /** Since {@link #reset}. */
  Share share() {
    return new Share(
        ages.getTotalCount(),
        ages.getValueAtPercentile(50) / 1e3,
        ages.getValueAtPercentile(99) / 1e3,
        cutOff.get());
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    synchronized (open) {
      for (LiveViewer viewer : open) {
        viewer.close();
      }
    }
  }
}

package throng.actors.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.actors.inference.DecodedPicture;
import throng.actors.inference.FrameOrigin;
import throng.actors.inference.PendingFrame;
import throng.actors.inference.PictureDecoder;
import throng.actors.inference.Runs;
import throng.actors.inference.TensorSize;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.Jpegs;
import throng.actors.time.MonotonicClock;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;

/** Whose picture the threads take next, where several networks share them. */
class DecodePoolTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Semaphore gate = new Semaphore(0);
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Optional<String>>> given = new ArrayList<>();

  /** Decodes when it is let, and takes some of a processor. */
  private record Decoder(String network, List<String> begun, Semaphore gate)
      implements PictureDecoder {
    @Override
    public DecodedPicture decode(ByteString jpeg) {
      begun.add(network);
      gate.acquireUninterruptibly();
      long start = THREADS.getCurrentThreadCpuTime();
      while (THREADS.getCurrentThreadCpuTime() - start < MILLISECONDS.toNanos(1)) {
        Thread.onSpinWait();
      }
      return FakeNetwork.ANY_SIZE.decode(jpeg);
    }

    @Override
    public TensorSize tensorSize(int width, int height) {
      return FakeNetwork.ANY_SIZE.tensorSize(width, height);
    }
  }

  @AfterEach
  void letAllGo() {
    gate.release(100);
  }

  @Test
  void allNetworksTogetherHaveNoMoreThreadsThanOne() throws Exception {
    DecodePool pool = new DecodePool(2);
    DecodePool.Part one = join(pool, "one", false);
    DecodePool.Part other = join(pool, "other", false);

    give(one, 3, false);
    give(other, 3, false);

    await().until(() -> begun.size() == 2);
    await().during(200, MILLISECONDS).until(() -> begun.size() == 2);
    gate.release(6);
    awaitAll();
    assertThat(begun).hasSize(6);
  }

  @Test
  void theNextIsOfTheNetworkThatHasHadLeastOfTheirTime() throws Exception {
    DecodePool pool = new DecodePool(1);
    DecodePool.Part busy = join(pool, "busy", false);
    DecodePool.Part late = join(pool, "late", false);

    give(busy, 3, false);
    give(late, 1, false);
    gate.release(4);
    awaitAll();

    assertThat(begun).containsExactly("busy", "late", "busy", "busy");
  }

  @Test
  void whatCountsInSpareTimeComesBehindAllOthers() throws Exception {
    DecodePool pool = new DecodePool(1);
    DecodePool.Part spare = join(pool, "spare", true);
    DecodePool.Part real = join(pool, "real", false);

    give(real, 1, false);
    give(spare, 1, false);
    give(real, 2, false);
    gate.release(4);
    awaitAll();

    assertThat(begun).containsExactly("real", "real", "real", "spare");
  }

  @Test
  void slowPicturesOfSeveralNetworksNeverHaveAllThreads() throws Exception {
    DecodePool pool = new DecodePool(2);
    give(join(pool, "slow", false), 1, true);
    give(join(pool, "slower", false), 1, true);
    await().until(() -> begun.size() == 1);

    give(join(pool, "quick", false), 1, false);

    await().until(() -> begun.size() == 2);
    assertThat(begun).containsExactly("slow", "quick");
    gate.release(3);
    awaitAll();
    assertThat(begun).containsExactly("slow", "quick", "slower");
  }

  @Test
  void nothingBeginsAnyMoreOfANetworkThatHasLeft() throws Exception {
    DecodePool pool = new DecodePool(1);
    DecodePool.Part stays = join(pool, "stays", false);
    DecodePool.Part leaves = join(pool, "leaves", false);
    give(stays, 1, false);
    CompletableFuture<Optional<String>> dropped = leaves.decode(frame(), false, 1);

    leaves.leave();
    give(stays, 1, false);
    gate.release(2);
    awaitAll();

    assertThat(begun).containsExactly("stays", "stays");
    assertThat(dropped).isNotDone();
  }

  private DecodePool.Part join(DecodePool pool, String network, boolean isSpare) {
    return pool.join(new Decoder(network, begun, gate), isSpare);
  }

  private void give(DecodePool.Part network, int count, boolean isSlow) {
    for (int i = 0; i < count; i++) {
      given.add(network.decode(frame(), isSlow, 1));
    }
  }

  private void awaitAll() throws Exception {
    for (CompletableFuture<Optional<String>> decoded : given) {
      assertThat(decoded.get(20, SECONDS)).isEmpty();
    }
  }

  private static PendingFrame frame() {
    return new PendingFrame(
        new FrameOrigin(new CameraId("lobby", "door"), 0),
        JpegFrame.of(0, 0, 0, 0, Jpegs.of(640, 480, 1)),
        new Runs(new TensorSize(480, 640), 1),
        MonotonicClock.SYSTEM,
        answer -> {},
        new NodeStatistics());
  }
}

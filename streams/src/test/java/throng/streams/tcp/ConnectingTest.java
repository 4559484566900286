package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.NotUsed;
import akka.event.Logging;
import akka.japi.Pair;
import akka.stream.StreamDetachedException;
import akka.stream.StreamTcpException;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.testkit.javadsl.TestKit;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.testing.StreamSystem;

final class ConnectingTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final ByteString HELLO = ByteString.fromString("hello");

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger cancelledTries = new AtomicInteger();

  private static List<Duration> tries(int... millis) {
    List<Duration> tries = new ArrayList<>();
    for (int each : millis) {
      tries.add(Duration.ofMillis(each));
    }
    return tries;
  }

  /** A try that fails, and takes nothing from upstream before. */
  private static Flow<ByteString, ByteString, CompletionStage<Done>> failing(Throwable failure) {
    return Flow.fromSinkAndSourceCoupled(
            Sink.<ByteString>never(), Source.<ByteString>failed(failure))
        .mapMaterializedValue(unused -> CompletableFuture.failedFuture(failure));
  }

  /** As Akka's, it takes something once it is there, whether or not that is asked for. */
  private static Flow<ByteString, ByteString, CompletionStage<Done>> connected() {
    return Flow.of(ByteString.class)
        .detach()
        .mapMaterializedValue(unused -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  /** A try that nobody answers. */
  private Flow<ByteString, ByteString, CompletionStage<Done>> unanswered() {
    CompletableFuture<Done> connected = new CompletableFuture<>();
    return Flow.fromSinkAndSourceCoupled(
            Sink.<ByteString>never(),
            Source.<ByteString>maybe()
                .watchTermination(
                    (maybe, done) -> {
                      var unused =
                          done.whenComplete(
                              (it, failure) -> {
                                cancelledTries.incrementAndGet();
                                connected.completeExceptionally(new StreamDetachedException());
                              });
                      return NotUsed.getInstance();
                    }))
        .mapMaterializedValue(unused -> connected);
  }

  private Connecting connecting(
      List<Duration> tries, List<Flow<ByteString, ByteString, CompletionStage<Done>>> flows) {
    return new Connecting(tries, () -> flows.get(begun.getAndIncrement()));
  }

  private static Pair<
          Pair<TestPublisher.Probe<ByteString>, CompletionStage<Done>>,
          TestSubscriber.Probe<ByteString>>
      run(Connecting connecting) {
    return TestSource.<ByteString>create(SYSTEM.get())
        .viaMat(Flow.fromGraph(connecting), Keep.both())
        .toMat(TestSink.create(SYSTEM.get()), Keep.both())
        .run(SYSTEM.materializer());
  }

  @Test
  void beginsAnewWhereATryIsOutOfTimeAndLosesNothing() {
    var running =
        run(connecting(tries(1, 2, 10_000), List.of(unanswered(), unanswered(), connected())));
    running.second().request(2);

    running.first().first().sendNext(HELLO);
    running.second().expectNext(HELLO);

    assertThat(begun).hasValue(3);
    assertThat(running.first().second().toCompletableFuture()).isCompleted();
    running.first().first().sendComplete();
    running.second().expectComplete();
    await().until(() -> cancelledTries.get() == 2);
  }

  @Test
  void aConnectionStaysWhateverTimeIsOver() {
    var running = run(connecting(tries(1_000), List.of(connected())));
    running.second().request(2);
    running.second().expectNoMessage(Duration.ofMillis(1_200));

    running.first().first().sendNext(HELLO);

    running.second().expectNext(HELLO);
    assertThat(begun).hasValue(1);
    running.first().first().sendComplete();
    running.second().expectComplete();
  }

  @Test
  void aConnectionThatHasTakenSomethingStaysThoughItIsMadeKnownLate() {
    CompletableFuture<Done> known = new CompletableFuture<>();
    Flow<ByteString, ByteString, CompletionStage<Done>> late =
        Flow.of(ByteString.class).detach().mapMaterializedValue(unused -> known);
    var running = run(connecting(tries(1_000, 10_000), List.of(late, connected())));
    running.second().request(2);

    running.first().first().sendNext(HELLO);
    running.second().expectNext(HELLO);
    running.second().expectNoMessage(Duration.ofMillis(1_200));

    assertThat(begun).hasValue(1);
    known.complete(Done.getInstance());
    running.first().first().sendComplete();
    running.second().expectComplete();
    running.first().second().toCompletableFuture().join();
  }

  @Test
  void failsWhereTheLastTryIsOutOfTime() {
    var running = run(connecting(tries(1, 2), List.of(unanswered(), unanswered())));

    assertThat(running.second().expectSubscriptionAndError())
        .isInstanceOf(ConnectTimeoutException.class);
    assertThatThrownBy(() -> running.first().second().toCompletableFuture().join())
        .hasCauseInstanceOf(ConnectTimeoutException.class);
    running.first().first().expectCancellation();
    await().until(() -> cancelledTries.get() == 2);
  }

  @Test
  void failsAtOnceWhereItIsRefused() {
    Throwable refused =
        new StreamTcpException("refused").initCause(new java.net.ConnectException());
    var running = run(connecting(tries(10_000, 1), List.of(failing(refused), connected())));

    assertThat(running.second().expectSubscriptionAndError()).isSameAs(refused);
    assertThat(begun).hasValue(1);
    assertThatThrownBy(() -> running.first().second().toCompletableFuture().join())
        .hasCause(refused);
    running.first().first().expectCancellation();
  }

  @Test
  void tellsALaterTryThatUpstreamHasEnded() {
    Flow<ByteString, ByteString, CompletionStage<Done>> first =
        Flow.fromSinkAndSource(Sink.<ByteString>never(), Source.<ByteString>maybe())
            .mapMaterializedValue(unused -> new CompletableFuture<>());
    var running = run(connecting(tries(100, 10_000), List.of(first, connected())));
    running.second().request(1);
    running.first().first().sendComplete();

    running.second().expectComplete();
    assertThat(begun).hasValue(2);
  }

  @Test
  void upstreamMayEndBeforeThereIsAConnection() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress place = (InetSocketAddress) slow.getLocalSocketAddress();
      var running = runEnded(tries(3_000, 10_000), place, true);
      try (Socket accepted = slow.accept()) {
        running.first().toCompletableFuture().join();
        Thread.sleep(3_300);
        assertThat(begun).hasValue(1);
      }
      running.second().toCompletableFuture().join();
    }
  }

  @Test
  void anEndBeforeThereIsAConnectionClosesIt() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress place = (InetSocketAddress) server.getLocalSocketAddress();
      var running = runEnded(tries(10_000), place, false);
      try (Socket accepted = server.accept()) {
        assertThat(accepted.getInputStream().read()).isNegative();
      }
      running.first().toCompletableFuture().join();
      running.second().toCompletableFuture().join();
    }
  }

  /** Connects, with nothing to send. */
  private Pair<CompletionStage<Done>, CompletionStage<Done>> runEnded(
      List<Duration> tries, InetSocketAddress place, boolean halfClose) {
    var each = Collections.nCopies(tries.size(), akka(place, halfClose));
    return Source.<ByteString>empty()
        .viaMat(Flow.fromGraph(connecting(tries, each)), Keep.right())
        .toMat(Sink.ignore(), Keep.both())
        .run(SYSTEM.materializer());
  }

  private static Flow<ByteString, ByteString, CompletionStage<Done>> akka(
      InetSocketAddress place, boolean halfClose) {
    return Tcp.get(SYSTEM.get())
        .outgoingConnection(
            place, Optional.empty(), List.of(), halfClose, Optional.empty(), Optional.empty())
        .mapMaterializedValue(connected -> connected.thenApply(it -> Done.getInstance()));
  }

  @Test
  void closesTheTryThatIsUnderWayWhenItIsCancelled() {
    var running = run(connecting(tries(10_000, 1), List.of(unanswered(), connected())));
    running.second().ensureSubscription();

    running.second().cancel();

    await().until(() -> cancelledTries.get() == 1);
    running.first().first().expectCancellation();
    assertThat(begun).hasValue(1);
    await()
        .untilAsserted(
            () ->
                assertThat(running.first().second().toCompletableFuture())
                    .isCompletedExceptionally());
  }

  @Test
  void isConnectedOnceAFullQueueHasRoom() throws IOException {
    List<Socket> filling = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress place = (InetSocketAddress) full.getLocalSocketAddress();
      fill(place, filling);
      TestKit errors = errors();
      var running =
          TestSource.<ByteString>create(SYSTEM.get())
              .viaMat(
                  Sockets.connect(
                      SYSTEM.get(),
                      place,
                      ConnectTries.within(Duration.ofSeconds(10)),
                      1 << 16,
                      List.of()),
                  Keep.both())
              .to(Sink.ignore())
              .run(SYSTEM.materializer());
      SYSTEM
          .get()
          .scheduler()
          .scheduleOnce(
              Duration.ofMillis(1_600), () -> accept(full, filling), SYSTEM.get().dispatcher());

      running.second().toCompletableFuture().join();

      errors.expectNoMessage(Duration.ZERO);
      running.first().sendComplete();
    } finally {
      for (Socket each : filling) {
        each.close();
      }
    }
  }

  /** What stages fail of by themselves. */
  private static TestKit errors() {
    TestKit errors = new TestKit(SYSTEM.get());
    SYSTEM.get().eventStream().setLogLevel(Logging.ErrorLevel());
    SYSTEM.get().eventStream().subscribe(errors.getRef(), Logging.Error.class);
    return errors;
  }

  private static void fill(InetSocketAddress place, List<Socket> filling) throws IOException {
    while (true) {
      Socket next = new Socket();
      filling.add(next);
      try {
        next.connect(place, 100);
      } catch (SocketTimeoutException full) {
        next.close();
        return;
      }
    }
  }

  /** Takes all that wait. */
  private static void accept(ServerSocket full, List<Socket> accepted) {
    try {
      int waiting = accepted.size() - 1;
      for (int i = 0; i < waiting; i++) {
        full.accept().close();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}

package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.Done;
import akka.NotUsed;
import akka.io.TcpOutgoingConnection;
import akka.japi.Pair;
import akka.stream.StreamTcpException;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;
import akka.util.ByteString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import throng.streams.testing.StreamSystem;

final class ConnectingTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final ByteString HELLO = ByteString.fromString("hello");

  private final List<Duration> begun = new CopyOnWriteArrayList<>();
  private final List<Throwable> cancelledTries = new CopyOnWriteArrayList<>();

  /** What a try of Akka's fails with that is out of time. */
  private static Throwable outOfTime() {
    return new StreamTcpException("Tcp command failed")
        .initCause(TcpOutgoingConnection.connectTimeoutExpired(scala.Option.empty()));
  }

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

  private static Flow<ByteString, ByteString, CompletionStage<Done>> connected() {
    return Flow.of(ByteString.class)
        .mapMaterializedValue(unused -> CompletableFuture.completedFuture(Done.getInstance()));
  }

  private Connecting connecting(
      List<Duration> tries, List<Flow<ByteString, ByteString, CompletionStage<Done>>> flows) {
    return new Connecting(
        tries,
        time -> {
          begun.add(time);
          return flows.get(begun.size() - 1);
        });
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
        run(
            connecting(
                tries(1, 2, 3), List.of(failing(outOfTime()), failing(outOfTime()), connected())));
    running.second().request(2);

    running.first().first().sendNext(HELLO);
    running.second().expectNext(HELLO);

    assertThat(begun).isEqualTo(tries(1, 2, 3));
    assertThat(running.first().second().toCompletableFuture()).isCompleted();
    running.first().first().sendComplete();
    running.second().expectComplete();
  }

  @Test
  void failsAsTheLastTryDoes() {
    Throwable last = outOfTime();
    var running = run(connecting(tries(1, 2), List.of(failing(outOfTime()), failing(last))));

    assertThat(running.second().expectSubscriptionAndError()).isSameAs(last);
    assertThatThrownBy(() -> running.first().second().toCompletableFuture().join()).hasCause(last);
    running.first().first().expectCancellation();
  }

  @Test
  void failsAtOnceWhereItIsRefused() {
    Throwable refused =
        new StreamTcpException("refused").initCause(new java.net.ConnectException());
    var running = run(connecting(tries(1, 2), List.of(failing(refused), connected())));

    assertThat(running.second().expectSubscriptionAndError()).isSameAs(refused);
    assertThat(begun).hasSize(1);
    running.first().first().expectCancellation();
  }

  @Test
  void tellsALaterTryThatUpstreamHasEnded() {
    CompletableFuture<ByteString> isOver = new CompletableFuture<>();
    Flow<ByteString, ByteString, CompletionStage<Done>> first =
        Flow.fromSinkAndSource(Sink.<ByteString>ignore(), Source.completionStage(isOver))
            .mapMaterializedValue(unused -> new CompletableFuture<>());
    var running = run(connecting(tries(1, 2), List.of(first, connected())));
    running.second().request(1);
    running.first().first().sendComplete();

    isOver.completeExceptionally(outOfTime());

    running.second().expectComplete();
    assertThat(begun).hasSize(2);
  }

  @Test
  void closesTheTryThatIsUnderWayWhenItIsCancelled() {
    Flow<ByteString, ByteString, CompletionStage<Done>> waiting =
        Flow.fromSinkAndSourceCoupled(
                Sink.<ByteString>never(),
                Source.<ByteString>maybe()
                    .watchTermination(
                        (maybe, done) -> {
                          var unused =
                              done.whenComplete((it, failure) -> cancelledTries.add(outOfTime()));
                          return NotUsed.getInstance();
                        }))
            .mapMaterializedValue(unused -> new CompletableFuture<>());
    var running = run(connecting(tries(1, 2), List.of(waiting, connected())));
    running.second().ensureSubscription();

    running.second().cancel();

    await().until(() -> !cancelledTries.isEmpty());
    running.first().first().expectCancellation();
    assertThat(begun).hasSize(1);
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
      var running =
          TestSource.<ByteString>create(SYSTEM.get())
              .viaMat(Sockets.connect(SYSTEM.get(), place, Duration.ofMillis(2_500)), Keep.both())
              .toMat(Sink.ignore(), Keep.both())
              .run(SYSTEM.materializer());
      SYSTEM
          .get()
          .scheduler()
          .scheduleOnce(
              Duration.ofMillis(1_100), () -> accept(full, filling), SYSTEM.get().dispatcher());

      running.first().second().toCompletableFuture().join();

      running.first().first().sendComplete();
      running.second().exceptionally(reset -> Done.getInstance()).toCompletableFuture().join();
    } finally {
      for (Socket each : filling) {
        each.close();
      }
    }
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

package throng.streams.tcp;

import akka.Done;
import akka.NotUsed;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.util.ByteString;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Closes one connection's socket once there is nobody any more whom it is encrypted for: by itself
 * TLS waits for the peer to end, also for one that never finished its handshake.
 */
final class TlsEnd {
  /** For what TLS says at its end: a peer who reads has it by then. */
  private static final long GRACE_MILLIS = 500;

  private final SharedKillSwitch socket = KillSwitches.shared("tls");
  private final CompletableFuture<Done> first = new CompletableFuture<>();
  private final CompletableFuture<Done> second = new CompletableFuture<>();

  TlsEnd() {
    CompletableFuture.allOf(first, second)
        .thenRunAsync(
            socket::shutdown,
            CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Put where bytes go to the socket, and come from it. */
  Flow<ByteString, ByteString, NotUsed> socket() {
    return Flow.of(ByteString.class).via(socket.flow());
  }

  /** Told of the end of the one direction of the plain side. */
  NotUsed first(NotUsed notUsed, CompletionStage<Done> ended) {
    ended.whenComplete((done, failure) -> first.complete(Done.getInstance()));
    return notUsed;
  }

  /** Told of the end of the other. */
  NotUsed second(NotUsed notUsed, CompletionStage<Done> ended) {
    ended.whenComplete((done, failure) -> second.complete(Done.getInstance()));
    return notUsed;
  }
}

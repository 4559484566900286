package throng.streams.tcp;

import akka.stream.StreamTcpException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import throng.streams.flow.LinkLostException;
import throng.streams.flow.RefusedException;
import throng.streams.legacy.LegacyException;
import throng.streams.log.Reason;
import throng.streams.tcp.GpuNodes.Failure;
import throng.streams.wire.WireException;

/**
 * Why a connection could not be made, or ended, in words; decided by types, which no language
 * changes.
 *
 * @param kind how long the address must rest
 * @param sentence for the user
 */
record LinkFailure(Failure kind, String sentence) {

  private static final Set<WireException.Kind> SILENCE =
      EnumSet.of(
          WireException.Kind.HANDSHAKE_TIMEOUT,
          WireException.Kind.SILENT,
          WireException.Kind.UNANSWERED,
          WireException.Kind.WRITE_STALLED);

  private static final Set<LegacyException.Reason> LEGACY_SILENCE =
      EnumSet.of(LegacyException.Reason.IDLE, LegacyException.Reason.TOO_SLOW);

  /** Reads what a connection's stream failed with. */
  static LinkFailure of(String address, Throwable failure) {
    return of(address, failure, Descriptors.ofThisProcess());
  }

  static LinkFailure of(String address, Throwable failure, Descriptors descriptors) {
    if (failure instanceof LinkLostException) {
      return new LinkFailure(Failure.REFUSED, said(failure));
    }
    if (failure instanceof WireException wire && SILENCE.contains(wire.kind())) {
      return new LinkFailure(
          Failure.SILENT, "The GPU node at " + address + " is silent: " + said(failure) + ".");
    }
    if (failure instanceof WireException) {
      return new LinkFailure(
          Failure.REFUSED, "The connection to " + address + " ended: " + said(failure) + ".");
    }
    if (failure instanceof RefusedException) {
      return new LinkFailure(
          Failure.REFUSED, "The GPU node at " + address + " refuses: " + said(failure));
    }
    if (failure instanceof LegacyException broken) {
      return new LinkFailure(
          LEGACY_SILENCE.contains(broken.reason()) ? Failure.SILENT : Failure.REFUSED,
          "The connection to " + address + " ended: " + said(failure));
    }
    if (failure instanceof ConnectTimeoutException) {
      return silent(address);
    }
    if (failure instanceof StreamTcpException) {
      return ofTcp(address, failure.getCause(), descriptors);
    }
    return new LinkFailure(
        Failure.REFUSED, "The connection to " + address + " ended: " + Reason.of(failure) + ".");
  }

  /**
   * Akka keeps the cause of a connection that could not be made; of one that broke later it keeps a
   * text alone, and none of those says more than that.
   */
  private static LinkFailure ofTcp(
      String address, @Nullable Throwable cause, Descriptors descriptors) {
    if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
      return new LinkFailure(
          Failure.SILENT, "The name in " + address + " is not known: check gpu-nodes.");
    }
    if (cause instanceof NoRouteToHostException) {
      return silent(address);
    }
    if (cause instanceof ConnectException) {
      return new LinkFailure(Failure.REFUSED, "No GPU node listens at " + address + ".");
    }
    return descriptors
        .usedUp()
        .map(why -> new LinkFailure(Failure.SILENT, "Cannot connect to " + address + ": " + why))
        .orElse(new LinkFailure(Failure.REFUSED, "The connection to " + address + " broke."));
  }

  private static LinkFailure silent(String address) {
    return new LinkFailure(Failure.SILENT, "Nothing answers at " + address + ".");
  }

  private static String said(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? Reason.of(failure) + "." : message;
  }
}

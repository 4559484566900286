package throng.streams.tcp;

import akka.stream.StreamTcpException;
import java.net.BindException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import throng.streams.flow.LinkLostException;
import throng.streams.flow.RefusedException;
import throng.streams.legacy.LegacyException;
import throng.streams.settings.HostAndPort;
import throng.streams.tcp.GpuNodes.Failure;
import throng.streams.wire.WireException;

/**
 * Why a connection could not be made, or ended, in words.
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
    if (failure instanceof StreamTcpException) {
      return ofTcp(address, causes(failure));
    }
    return new LinkFailure(
        Failure.REFUSED, "The connection to " + address + " ended: " + said(failure));
  }

  private static LinkFailure ofTcp(String address, String causes) {
    if (causes.contains("refused")) {
      return new LinkFailure(Failure.REFUSED, "No GPU node listens at " + address + ".");
    }
    if (causes.contains("timeout") || causes.contains("timed out") || causes.contains("route")) {
      return new LinkFailure(Failure.SILENT, "Nothing answers at " + address + ".");
    }
    if (causes.contains("resolve") || causes.contains("unknownhost")) {
      return new LinkFailure(
          Failure.SILENT, "The name in " + address + " is not known: check gpu-nodes.");
    }
    return new LinkFailure(Failure.REFUSED, "The connection to " + address + " broke.");
  }

  /** Why an address cannot be listened at, in words. */
  static String ofBind(ListenPlace wanted, Throwable failure) {
    String causes = causes(failure);
    String place = new HostAndPort(wanted.host(), wanted.port()).toString();
    String setting = wanted.chosenWith();
    if (causes.contains("in use")) {
      return "Another program listens at "
          + place
          + " already: stop it, or choose another port with "
          + setting
          + ".";
    }
    if (causes.contains("cannot assign") || causes.contains(BindException.class.getName())) {
      return place + " is no address of this machine: choose another with " + setting + ".";
    }
    if (causes.contains("permission")) {
      return "This user may not listen at "
          + place
          + ": choose a port above 1023 with "
          + setting
          + ".";
    }
    return "Cannot listen at " + place + ": " + said(failure);
  }

  private static String causes(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      all.append(cause).append('\n');
    }
    // Akka names the address of every attempt so, also of one that broke later.
    return all.toString().toLowerCase(Locale.ROOT).replace("<unresolved>", "");
  }

  private static String said(@Nullable Throwable failure) {
    return failure == null || failure.getMessage() == null
        ? String.valueOf(failure)
        : failure.getMessage();
  }
}

package throng.streams.tcp;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Predicate;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;

/**
 * Why an address cannot be listened at, in words.
 *
 * <p>The JDK throws one exception for an address that is taken, one that is not this machine's and
 * one that is forbidden; only its text differs, in the language of the user's system. So the system
 * is asked again, by sockets that tell the three apart.
 */
record ListenFailure(
    ListenPlace wanted, InetSocketAddress address, Predicate<InetSocketAddress> isAllowed) {
  // Those below need a privilege, on the systems that know one.
  private static final int FIRST_FREE_PORT = 1024;

  static String sentence(ListenPlace wanted, Throwable failure) {
    return sentence(wanted, failure, ListenFailure::isAllowed);
  }

  static String sentence(
      ListenPlace wanted, Throwable failure, Predicate<InetSocketAddress> isAllowed) {
    InetSocketAddress address = new InetSocketAddress(wanted.host(), wanted.port());
    return new ListenFailure(wanted, address, isAllowed).sentence(failure);
  }

  private String sentence(Throwable failure) {
    String place = new HostAndPort(wanted.host(), wanted.port()).toString();
    String setting = wanted.chosenWith();
    if (!isRefusedBySystem(failure)) {
      return "Cannot listen at " + place + ": " + Reason.of(failure);
    }
    if (!isOfThisMachine(address.getAddress())) {
      return place + " is no address of this machine: choose another with " + setting + ".";
    }
    if (address.getPort() < FIRST_FREE_PORT && !isAllowed.test(address)) {
      return "This user may not listen at "
          + place
          + ": choose a port above 1023 with "
          + setting
          + ".";
    }
    return "Another program listens at "
        + place
        + " already: stop it, or choose another port with "
        + setting
        + ".";
  }

  private static boolean isRefusedBySystem(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  /** At any port at all: neither taken nor forbidden. */
  private static boolean isOfThisMachine(InetAddress host) {
    try (ServerSocket socket = new ServerSocket(0, 1, host)) {
      return socket.isBound();
    } catch (IOException refused) {
      return false;
    }
  }

  /** UDP's ports need the privilege that TCP's do, and are others: another program's is not met. */
  private static boolean isAllowed(InetSocketAddress address) {
    try (DatagramSocket socket = new DatagramSocket(address)) {
      return socket.isBound();
    } catch (IOException refused) {
      return false;
    }
  }
}

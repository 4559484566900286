package throng.streams.tcp;

import akka.io.Inet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * Where to listen.
 *
 * @param port 0: any free one
 * @param chosenWith the option or the setting by which the user chooses it, for a sentence
 * @param options for each connection's socket, beside the listener's own
 */
public record ListenPlace(
    String host, int port, String chosenWith, List<Inet.SocketOption> options) {
  public ListenPlace {
    options = List.copyOf(options);
  }

  /**
   * Tries whether it can be listened at; it is free again at once.
   *
   * @throws ListenException if it cannot
   */
  public void check() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException refused) {
      throw new ListenException(ListenFailure.sentence(this, refused), refused);
    }
  }
}

package throng.streams.tcp;

import akka.io.Inet;
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
}

package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts of the causes are those of a German system: nothing may hang on them. */
final class ListenFailureTest {
  private static ListenPlace place(String host, int port) {
    return new ListenPlace(host, port, "--listen", List.of());
  }

  private static Throwable refused(String text) {
    return new IllegalStateException("Bind failed", new BindException(text));
  }

  @Test
  void knowsThatAnotherProgramListensThere() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();

      assertThat(
              ListenFailure.sentence(
                  place("127.0.0.1", port), refused("Die Adresse wird bereits verwendet")))
          .isEqualTo(
              "Another program listens at 127.0.0.1:%d already: stop it, or choose another port"
                      .formatted(port)
                  + " with --listen.");
    }
  }

  @Test
  void knowsThatTheAddressIsAnotherMachines() {
    assertThat(
            ListenFailure.sentence(
                place("192.0.2.1", 7600),
                refused("Die angeforderte Adresse kann nicht zugewiesen werden")))
        .isEqualTo("192.0.2.1:7600 is no address of this machine: choose another with --listen.");
  }

  @Test
  void knowsThatTheUserMayNotListenThere() {
    assertThat(
            ListenFailure.sentence(
                place("127.0.0.1", 80), refused("Keine Berechtigung"), address -> false))
        .isEqualTo(
            "This user may not listen at 127.0.0.1:80: choose a port above 1023 with --listen.");
  }

  @Test
  void saysWhatTheSystemSaysOfAnythingElse() {
    assertThat(
            ListenFailure.sentence(
                place("127.0.0.1", 7600), new SocketException("Too many open files")))
        .isEqualTo("Cannot listen at 127.0.0.1:7600: Too many open files");
  }
}

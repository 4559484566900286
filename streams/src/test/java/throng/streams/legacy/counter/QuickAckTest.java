package throng.streams.legacy.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class QuickAckTest {
  @Test
  void setsTheOptionAnewForTheConnectionThatClaimsIt() throws Exception {
    QuickAck quickAck = QuickAck.create();
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      Assumptions.assumeTrue(
          accepted.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK),
          "TCP_QUICKACK is Linux's");
      quickAck.afterConnect(accepted);
      Runnable again = quickAck.again((InetSocketAddress) accepted.getRemoteSocketAddress());

      accepted.setOption(ExtendedSocketOptions.TCP_QUICKACK, false);
      again.run();

      assertThat(accepted.getOption(ExtendedSocketOptions.TCP_QUICKACK)).isTrue();
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  void doesNothingForAConnectionThatIsGoneOrUnknown() throws Exception {
    QuickAck quickAck = QuickAck.create();
    Socket gone;
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      gone = server.accept();
      quickAck.afterConnect(gone);
      assertThat(client.isConnected()).isTrue();
    }
    Runnable again = quickAck.again((InetSocketAddress) gone.getRemoteSocketAddress());
    gone.close();

    assertThatCode(again::run).doesNotThrowAnyException();
    assertThatCode(() -> quickAck.again(new InetSocketAddress("127.0.0.1", 1)).run())
        .doesNotThrowAnyException();
  }
}

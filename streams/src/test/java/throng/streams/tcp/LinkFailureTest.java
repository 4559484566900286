package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import akka.stream.StreamTcpException;
import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class LinkFailureTest {
  private static final String ATTEMPT =
      "Tcp command [Connect(gpu/<unresolved>:7600,None,List(),Some(3 seconds),true)] failed because of ";

  @Test
  void aNodeThatResetsTheConnectionAtOnceHasAName() {
    LinkFailure reset = of("java.io.IOException: Connection reset by peer");

    assertThat(reset.sentence()).isEqualTo("The connection to gpu:7600 broke.");
    assertThat(reset.kind()).isEqualTo(GpuNodes.Failure.REFUSED);
  }

  @Test
  void anUnknownNameIsToldAsThat() {
    LinkFailure unknown = of("java.net.UnknownHostException: gpu", new UnknownHostException("gpu"));

    assertThat(unknown.sentence()).contains("The name in gpu:7600 is not known");
    assertThat(unknown.kind()).isEqualTo(GpuNodes.Failure.SILENT);
  }

  @Test
  void aPortWithoutAListenerIsToldAsThat() {
    assertThat(of("java.net.ConnectException: Connection refused").sentence())
        .isEqualTo("No GPU node listens at gpu:7600.");
  }

  private static LinkFailure of(String because) {
    return of(because, new IOException(because));
  }

  private static LinkFailure of(String because, Throwable cause) {
    StreamTcpException failure = new StreamTcpException(ATTEMPT + because);
    failure.initCause(cause);
    return LinkFailure.of("gpu:7600", failure);
  }
}

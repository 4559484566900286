package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpTargetTest {
  @Test
  void anAddressIsTakenApartAsItIsWritten() {
    assertThat(HttpTarget.of("http://a:b%3A@c@host:81/x?u=a@b"))
        .contains(
            new HttpTarget(
                URI.create("http://host:81/x?u=a@b"),
                Optional.of(new HttpTarget.Credentials("a", "b:@c"))));
    assertThat(HttpTarget.of("http://host"))
        .contains(new HttpTarget(URI.create("http://host"), Optional.empty()));
    assertThat(HttpTarget.of("http://cam_1/x")).isEmpty();
    assertThat(HttpTarget.of("http://host/a b")).isEmpty();
  }
}

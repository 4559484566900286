package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {
  @TempDir private Path folder;

  private static String name(Cookies cookies) {
    return cookies.of("secret", Duration.ofHours(1), false).value().split("=")[0];
  }

  @Test
  void theNameIsKept() {
    Path own = folder.resolve("state");

    String first = name(new Cookies(Optional.of(own)));

    assertThat(first).matches("throng-.{8}");
    assertThat(name(new Cookies(Optional.of(own)))).isEqualTo(first);
  }

  @Test
  void nodesThatKeepNothingHaveDifferentOnes() {
    assertThat(name(new Cookies(Optional.empty())))
        .isNotEqualTo(name(new Cookies(Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"a=b; Path=/\"}", "{", "{\"name\":null}"})
  void whatIsNoNameIsReplaced(String damaged) throws Exception {
    Files.writeString(folder.resolve("cookie.json"), damaged);

    String anew = name(new Cookies(Optional.of(folder)));

    assertThat(anew).matches("throng-.{8}");
    assertThat(name(new Cookies(Optional.of(folder)))).isEqualTo(anew);
  }
}

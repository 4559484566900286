package throng.gpu.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInsTest {
  private static final Account ADA =
      new Account("ada", Role.VIEWER, List.of(), "", 3, Optional.empty());

  @TempDir Path folder = Path.of(".");
  private final AtomicLong millis = new AtomicLong(1);

  @Test
  void holdsForADayFromTheLastRequest() {
    SignIns signIns = signIns();
    String digest = Digest.sha256(signIns.open(ADA));

    for (int hours = 0; hours < 100; hours += 20) {
      assertThat(signIns.use(digest)).get().extracting(SignIns.SignIn::account).isEqualTo("ada");
      millis.addAndGet(Duration.ofHours(20).toMillis());
    }
    millis.addAndGet(Duration.ofHours(5).toMillis());

    assertThat(signIns.use(digest)).isEmpty();
  }

  @Test
  void holdsNoLongerForBeingLookedAt() {
    SignIns signIns = signIns();
    String digest = Digest.sha256(signIns.open(ADA));

    for (int hours = 0; hours < 24; hours += 8) {
      assertThat(signIns.find(digest)).get().extracting(SignIns.SignIn::account).isEqualTo("ada");
      millis.addAndGet(Duration.ofHours(8).toMillis());
    }
    millis.addAndGet(1);

    assertThat(signIns.find(digest)).isEmpty();
    assertThat(signIns.use(digest)).isEmpty();
  }

  @Test
  void givesTheCookieAgainAsLongAsItIsUsed() {
    SignIns signIns = signIns();
    String digest = Digest.sha256(signIns.open(ADA));

    assertThat(signIns.isCookieDue(digest)).isFalse();
    millis.addAndGet(Duration.ofHours(2).toMillis());
    assertThat(signIns.isCookieDue(digest)).isTrue();
    assertThat(signIns.isCookieDue(digest)).isFalse();
    millis.addAndGet(Duration.ofHours(2).toMillis());
    signIns.close(digest);
    assertThat(signIns.isCookieDue(digest)).isFalse();
  }

  @Test
  void givesTheCookieAgainAfterAStart() throws IOException {
    SignIns signIns = signIns();
    String digest = Digest.sha256(signIns.open(ADA));
    signIns.save();

    assertThat(signIns().isCookieDue(digest)).isTrue();
  }

  @Test
  void outlivesTheNodeWithoutItsSecret() throws IOException {
    SignIns signIns = signIns();
    String secret = signIns.open(ADA);
    signIns.save();

    assertThat(signIns().use(Digest.sha256(secret)))
        .get()
        .extracting(SignIns.SignIn::version)
        .isEqualTo(3L);
    assertThat(Files.readString(folder.resolve("sign-ins.json"))).doesNotContain(secret);
  }

  @Test
  void whatCouldNotBeKeptIsKeptLater() throws IOException {
    SignIns signIns = signIns();
    String digest = Digest.sha256(signIns.open(ADA));
    signIns.save();
    signIns.close(digest);
    Path file = folder.resolve("sign-ins.json");
    Path aside = folder.resolve("aside");
    Files.move(file, aside);
    Files.createDirectories(file.resolve("in the way"));

    assertThatThrownBy(signIns::save).isInstanceOf(IOException.class);
    Files.delete(file.resolve("in the way"));
    Files.delete(file);
    Files.move(aside, file);
    signIns.save();

    assertThat(signIns().use(digest)).isEmpty();
  }

  @Test
  void aFileThatIsBrokenSignsNobodyIn() throws IOException {
    Files.writeString(folder.resolve("sign-ins.json"), "{");

    assertThat(signIns().use("anything")).isEmpty();
  }

  private SignIns signIns() {
    return new SignIns(Duration.ofHours(24), millis::get, Optional.of(folder));
  }
}

package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// The folder is made anew before each test.
@SuppressWarnings("NullAway.Init")
final class UnencryptedEdgesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-26T18:00:00Z"));

  @TempDir Path path;
  private PkiFiles folder;
  private InetSocketAddress from;

  @BeforeEach
  void begin() throws Exception {
    folder = new PkiFiles(path);
    from = new InetSocketAddress(InetAddress.getByName("10.0.0.9"), 4711);
  }

  @Test
  void areKeptForTheCommandThatLists() throws Exception {
    UnencryptedEdges edges = new UnencryptedEdges(folder, CLOCK);
    edges.letIn("lobby", from);
    edges.letIn("attic", from);

    edges.keep();

    assertThat(UnencryptedEdges.lines(folder, Set.of()))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("edge/attic  unencrypted, from 10.0.0.9 at 2026-11-26");
  }

  @Test
  void areNotListedOnceTheyWerePaired() throws Exception {
    UnencryptedEdges edges = new UnencryptedEdges(folder, CLOCK);
    edges.letIn("lobby", from);
    edges.keep();

    assertThat(UnencryptedEdges.lines(folder, Set.of("edge/lobby"))).isEmpty();
  }

  @Test
  void thoseOfTheStartBeforeAreForgotten() throws Exception {
    UnencryptedEdges before = new UnencryptedEdges(folder, CLOCK);
    before.letIn("lobby", from);
    before.keep();

    new UnencryptedEdges(folder, CLOCK).keep();

    assertThat(UnencryptedEdges.lines(folder, Set.of())).isEmpty();
  }

  @Test
  void areWrittenOnceInTenSecondsHoweverOftenTheyCome() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
    UnencryptedEdges edges = new UnencryptedEdges(folder, now::get);
    edges.letIn("lobby", from);
    edges.keep();
    edges.letIn("attic", from);

    now.set(CLOCK.instant().plusSeconds(9));
    edges.keep();
    assertThat(UnencryptedEdges.lines(folder, Set.of())).hasSize(1);

    now.set(CLOCK.instant().plusSeconds(10));
    edges.keep();
    assertThat(UnencryptedEdges.lines(folder, Set.of())).hasSize(2);
  }

  @Test
  void areNotWrittenAgainWhereNothingChanged() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
    UnencryptedEdges edges = new UnencryptedEdges(folder, now::get);
    edges.letIn("lobby", from);
    edges.keep();
    Files.delete(folder.unencrypted());

    now.set(CLOCK.instant().plusSeconds(60));
    edges.keep();

    assertThat(folder.unencrypted()).doesNotExist();
  }

  @Test
  void whatCouldNotBeWrittenIsWrittenLater() throws Exception {
    UnencryptedEdges edges = new UnencryptedEdges(folder, CLOCK);
    edges.letIn("lobby", from);
    Files.createDirectories(folder.unencrypted().resolve("in the way"));
    assertThatThrownBy(edges::keep).isInstanceOf(IOException.class);
    Files.delete(folder.unencrypted().resolve("in the way"));
    Files.delete(folder.unencrypted());

    edges.keep();

    assertThat(UnencryptedEdges.lines(folder, Set.of())).hasSize(1);
  }
}

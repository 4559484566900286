package throng.streams.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import throng.streams.file.WholeFile;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/**
 * The codes that are out, a file each, which knows only the hash of the secret: who reads the
 * folder cannot use one. A code that was used stays until it would have ended, so that its second
 * use can be told so. Of two who use one, one has it.
 */
final class PairingCodes {
  private static final String USED = ".used";
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}(\\.used)?");

  // How long one that has ended can still be told from one that never was.
  private static final Duration TOLD = Duration.ofDays(1);

  private final Path folder;

  PairingCodes(PkiFiles folder) {
    this.folder = folder.codes();
  }

  /**
   * A code.
   *
   * @param whom whom it lets in
   * @param end until when
   */
  record Entry(PeerIdentity whom, Instant end) {
    private static Optional<Entry> parse(String text) {
      String[] words = text.strip().split(" ");
      try {
        Instant end = Instant.parse(words[words.length - 1]);
        return PeerIdentity.parse(words[0]).map(whom -> new Entry(whom, end));
      } catch (DateTimeException broken) {
        return Optional.empty();
      }
    }

    private String text() {
      return whom + " " + end + "\n";
    }
  }

  /** A code that was used, until {@link #giveBack}. */
  record Use(PeerIdentity whom, Path used, Path unused) {
    /** Whether whom it lets in was not unpaired meanwhile. */
    boolean holds() {
      return Files.exists(used);
    }

    /** Lets it be used again: nothing came of this use. */
    void giveBack() throws IOException {
      Files.move(used, unused, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  void add(byte[] secret, Entry entry, Instant now) throws IOException {
    removeEnded(now.minus(TOLD));
    new WholeFile(file(secret)).write(entry.text());
  }

  /**
   * Uses a code.
   *
   * @throws NotIssuedException with a sentence for who shows it, if it is none or no more
   */
  Use use(byte[] secret, Role role, Instant now) throws NotIssuedException, IOException {
    Path file = file(secret);
    Path used = file.resolveSibling(file.getFileName() + USED);
    Entry entry =
        read(file).orElseThrow(() -> new NotIssuedException(Sentences.noCode(Files.exists(used))));
    if (!entry.end().isAfter(now)) {
      throw new NotIssuedException(Sentences.codeEnded(entry));
    } else if (entry.whom().role() != role) {
      throw new NotIssuedException(Sentences.codeOfAnotherRole(entry.whom().role()));
    }
    try {
      Files.move(file, used, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException anotherHasIt) {
      throw new NotIssuedException(Sentences.noCode(true));
    }
    return new Use(entry.whom(), used, file);
  }

  /** Those that can be used. */
  List<Entry> open(Instant now) throws IOException {
    List<Entry> open = new ArrayList<>();
    for (Path file : files()) {
      if (!file.toString().endsWith(USED)) {
        read(file).filter(entry -> entry.end().isAfter(now)).ifPresent(open::add);
      }
    }
    return open;
  }

  /** Takes back what was not used yet. */
  void removeFor(PeerIdentity whom) throws IOException {
    for (Path file : files()) {
      if (read(file).filter(entry -> entry.whom().equals(whom)).isPresent()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void removeEnded(Instant now) throws IOException {
    for (Path file : files()) {
      if (read(file).filter(entry -> entry.end().isBefore(now)).isPresent()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(it -> NAME.matcher(String.valueOf(it.getFileName())).matches()).toList();
    }
  }

  private static Optional<Entry> read(Path file) throws IOException {
    try {
      return Entry.parse(Files.readString(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private Path file(byte[] secret) {
    return folder.resolve(HexFormat.of().formatHex(Sha256.of(secret)));
  }
}

package throng.streams.tls;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folder in which a node keeps whom it trusts and who it is itself. Pairing writes it; here it
 * is read, from the disk at each call.
 */
record PkiFolder(Path path) {
  private static final String SUFFIX = ".crt";

  /** The site's authority; two while one takes the other's place. */
  Path authority() {
    return path.resolve("ca.crt");
  }

  /** The node's own certificate and key. */
  PemFiles own() {
    return new PemFiles(path.resolve("node.crt"), path.resolve("node.key"));
  }

  private Path revokedFile() {
    return path.resolve("revoked");
  }

  /** Whether the node is part of no site yet; pairing writes the certificate last. */
  boolean isEmpty() {
    return !Files.exists(own().certificate());
  }

  /**
   * The site's authority.
   *
   * @throws throng.streams.settings.SettingsException with file and line, if it cannot be read
   */
  List<X509Certificate> authorities() {
    return PemCertificates.read(authority());
  }

  /**
   * Whose certificates count no more; what names nobody is passed over.
   *
   * @return empty: the file, or the folder, cannot be read
   */
  Optional<Set<PeerIdentity>> revoked() {
    // Both: where a folder is away, nothing tells that nobody was revoked.
    if (Files.notExists(revokedFile()) && !isEmpty()) {
      return Optional.of(Set.of());
    }
    Set<PeerIdentity> revoked = new HashSet<>();
    try {
      for (String line : Files.readAllLines(revokedFile())) {
        PeerIdentity.parse(line.strip()).ifPresent(revoked::add);
      }
      return Optional.of(Set.copyOf(revoked));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * For whom this node has signed certificates, as pairing notes it; empty: that cannot be read.
   */
  Optional<Set<PeerIdentity>> issued() {
    Path folder = path.resolve("issued");
    if (Files.notExists(folder)) {
      return isEmpty() ? Optional.empty() : Optional.of(Set.of());
    }
    Set<PeerIdentity> issued = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        PeerIdentity.parse(
                name.substring(0, name.length() - SUFFIX.length()).replaceFirst("\\.", "/"))
            .ifPresent(issued::add);
      }
      return Optional.of(Set.copyOf(issued));
    } catch (IOException | DirectoryIteratorException unreadable) {
      return Optional.empty();
    }
  }

  /** Tells two states of the certificates apart. */
  String stamp() {
    return PemFiles.stamp(authority()) + " " + own().stamp();
  }
}

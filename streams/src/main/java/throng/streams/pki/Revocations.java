package throng.streams.pki;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import throng.streams.file.WholeFile;
import throng.streams.tls.PeerIdentity;

/** Who is not to be let in any more, by name: whatever certificates of it there are. */
final class Revocations {
  private final WholeFile file;

  Revocations(PkiFiles folder) {
    this.file = new WholeFile(folder.revoked());
  }

  boolean contains(PeerIdentity whom) throws IOException {
    return names().contains(whom.toString());
  }

  void add(PeerIdentity whom) throws IOException {
    addAll(List.of(whom));
  }

  void addAll(Collection<PeerIdentity> whom) throws IOException {
    List<String> before = names();
    Set<String> names = new LinkedHashSet<>(before);
    whom.forEach(each -> names.add(each.toString()));
    if (names.size() > before.size()) {
      file.write(String.join("\n", names) + "\n");
    }
  }

  List<String> names() throws IOException {
    return file.read()
        .orElse("")
        .lines()
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .distinct()
        .toList();
  }
}

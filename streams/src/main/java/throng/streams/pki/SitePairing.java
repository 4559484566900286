package throng.streams.pki;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;

/**
 * What {@code gpu-node pair} and {@code unpair} do on the node that has the authority's key. A node
 * that runs takes it in at once. Blocks on the disk.
 */
public final class SitePairing {
  private final PkiFiles folder;
  private final InstantSource clock;

  public SitePairing(PkiFiles folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * A code that lets one node in; the authority is made where there is none.
   *
   * @param self this node's name
   * @param holds how long the code can be used
   * @throws SettingsException if that name is not to be let in, or another node signs
   */
  public PairingCode code(String self, PeerIdentity whom, Duration holds) throws IOException {
    checkSigner();
    try (FolderLock held = FolderLock.take(folder)) {
      if (new Revocations(folder).contains(whom)) {
        throw new SettingsException(
            "%s was unpaired, and its old certificates stay refused: choose another name, or, if nobody can have one of them, take the line out of %s, and out of that file on every node that knows it."
                .formatted(whom, folder.revoked()));
      }
      SiteAuthority authority = SiteAuthority.openOrMake(folder, self, clock.instant());
      checkOther(whom);
      PairingCode code = authority.newCode();
      Instant end = clock.instant().plus(holds);
      new PairingCodes(folder)
          .add(code.secret().toArrayUnsafe(), new PairingCodes.Entry(whom, end), clock.instant());
      return code;
    }
  }

  /** Whether a machine has a certificate of that name, whose place another one would take. */
  public boolean isPaired(PeerIdentity whom) {
    return Files.exists(folder.issued(whom));
  }

  /** A line for each node that was let in, has a code, was unpaired, or sends unencrypted. */
  public List<String> list() throws IOException {
    checkSigner();
    if (!folder.isSigner()) {
      return List.of();
    }
    List<String> unpaired = new Revocations(folder).names();
    Set<String> known = new HashSet<>(unpaired);
    List<String> lines = new ArrayList<>();
    for (X509Certificate each : SiteAuthority.open(folder).issued()) {
      String whom = PeerIdentity.of(each).map(Object::toString).orElse("?");
      if (known.add(whom)) {
        lines.add(line(whom, "paired, its certificate ends", each.getNotAfter().toInstant()));
      }
    }
    for (PairingCodes.Entry code : new PairingCodes(folder).open(clock.instant())) {
      lines.add(line(code.whom().toString(), "has a code until", code.end()));
    }
    unpaired.forEach(whom -> lines.add(whom + "  unpaired"));
    lines.addAll(UnencryptedEdges.lines(folder, known));
    return lines;
  }

  private static String line(String whom, String state, Instant end) {
    return whom + "  " + state + " " + Sentences.shown(end);
  }

  /**
   * Lets a node in no more, whatever certificates and codes it has.
   *
   * @return false: it was never let in, and has no code
   */
  public boolean unpair(PeerIdentity whom) throws IOException {
    checkSigner();
    PairingCodes codes = new PairingCodes(folder);
    boolean hasCode =
        codes.open(clock.instant()).stream().anyMatch(entry -> entry.whom().equals(whom));
    if (!Files.exists(folder.issued(whom)) && !hasCode) {
      return false;
    }
    checkOther(whom);
    try (FolderLock held = FolderLock.take(folder)) {
      codes.removeFor(whom);
      // Looked at when no code is left: who was using one at this moment has a certificate by now.
      if (Files.exists(folder.issued(whom))) {
        new Revocations(folder).add(whom);
      }
      return true;
    }
  }

  /**
   * Puts a new authority in the place of the present one.
   *
   * @return how many have to renew until the one before is forgotten
   * @throws SettingsException if some have not renewed since the last time
   */
  public int renewAuthority() throws IOException {
    checkSigner();
    if (!folder.isSigner()) {
      throw new SettingsException(
          "There is no authority in %s yet: gpu-node pair NAME makes one."
              .formatted(folder.path()));
    }
    try (FolderLock held = FolderLock.take(folder)) {
      Instant now = clock.instant();
      SiteAuthority present = SiteAuthority.open(folder);
      List<PeerIdentity> left = present.ofFormer(now);
      if (!left.isEmpty()) {
        throw new SettingsException(
            "The authority was renewed before, and these have certificates of the one before it still: %s. Wait for them to renew, or unpair them."
                .formatted(left.stream().map(Object::toString).collect(Collectors.joining(", "))));
      }
      SiteAuthority next = present.renew(now);
      next.signOwn(folder.identity().orElseThrow(), now);
      return next.ofFormer(now).size();
    }
  }

  private void checkOther(PeerIdentity whom) {
    if (folder.identity().filter(whom::equals).isPresent()) {
      throw new SettingsException(whom + " is this node itself.");
    }
  }

  private void checkSigner() throws IOException {
    if (Files.exists(folder.path()) && !Files.isReadable(folder.path())) {
      throw new AccessDeniedException(folder.path().toString());
    }
    if (!folder.isSigner() && folder.isWhole()) {
      throw new SettingsException(Sentences.anotherSigns(folder));
    }
  }
}

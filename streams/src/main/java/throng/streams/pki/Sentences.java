package throng.streams.pki;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/** What people are told when no certificate is given. */
final class Sentences {
  static final String NO_KEY = "What was sent is no public key of the curve P-256.";
  static final String HAS_ONE =
      "A code is for who has no certificate yet; this connection shows one.";
  static final String NO_SIGNER =
      "This node gives no certificates; run gpu-node pair NAME on it, or ask the one that does.";

  private Sentences() {}

  static String noCode(boolean wasUsed) {
    return wasUsed
        ? "This pairing code was used already; each lets one node in. gpu-node pair makes another."
        : "This pairing code is not known here. gpu-node pair makes one.";
  }

  static String codeEnded(PairingCodes.Entry entry) {
    return "This pairing code ended at %s. gpu-node pair %s makes another."
        .formatted(shown(entry.end()), command(entry.whom()));
  }

  static String codeOfAnotherRole(Role role) {
    return role == Role.EDGE
        ? "This pairing code is for an edge node: use it with edge-node pair."
        : "This pairing code is for a GPU node: use it with gpu-node join.";
  }

  static String revoked(PeerIdentity whom) {
    return whom + " was unpaired (gpu-node unpair), and gets no certificate any more.";
  }

  static String onlyGpuNodes(PeerIdentity peer) {
    return "Which edge nodes were unpaired is told to GPU nodes only, and %s is none."
        .formatted(peer);
  }

  static String anotherKey(PeerIdentity whom) {
    return "No certificate of %s with that key was given here; it has to be paired again."
        .formatted(whom);
  }

  static String notForIt(PeerIdentity peer, String wanted) {
    return "%s cannot have the certificate of '%s'.".formatted(peer, wanted);
  }

  /** On a node that another one has let in. */
  static String anotherSigns(PkiFiles folder) {
    return "This node was let in by another one, which has the authority's key (%s): run this command there."
        .formatted(folder.signersPlace().map(HostAndPort::toString).orElse("where is not known"));
  }

  /** For who comes with a code to a node that another one has let in. */
  static String codesAreTakenElsewhere(PkiFiles folder) {
    return "another one signs for this site; use the code at "
        + folder
            .signersPlace()
            .map(HostAndPort::toString)
            .orElse("the address that gpu-node pair printed with it");
  }

  static String authorityEnds(String end) {
    return "The authority of the site ends %s, and every certificate with it: type  gpu-node pair --renew-ca  on the GPU node that has its key."
        .formatted(end);
  }

  static String shown(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private static String command(PeerIdentity whom) {
    return whom.role() == Role.EDGE ? whom.name() : whom.name() + " --node";
  }
}

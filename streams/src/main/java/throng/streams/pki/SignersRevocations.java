package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/**
 * Has a node know whom the site lets in no more: a GPU node that another one let in everybody, an
 * edge node the GPU nodes, which it would trust else. Blocks on the disk and the network; one
 * thread.
 */
public final class SignersRevocations {
  private static final int MOST_MESSAGES = 1_000;

  private final PkiFiles folder;
  private final Role role;
  private final Supplier<List<HostAndPort>> gpuNodes;

  private SignersRevocations(PkiFiles folder, Role role, Supplier<List<HostAndPort>> gpuNodes) {
    this.folder = folder;
    this.role = role;
    this.gpuNodes = gpuNodes;
  }

  /** A GPU node's, which asks the one that let it in. */
  public static SignersRevocations ofGpuNode(PkiFiles folder) {
    return new SignersRevocations(
        folder, Role.GPU_NODE, () -> folder.signersPlace().stream().toList());
  }

  /** An edge node's, which asks all of these: the one that is sent away does not tell of it. */
  public static SignersRevocations ofEdge(PkiFiles folder, List<HostAndPort> gpuNodes) {
    List<HostAndPort> all = List.copyOf(gpuNodes);
    return new SignersRevocations(folder, Role.EDGE, () -> all);
  }

  /**
   * Asks, and keeps what is new; to be called now and then.
   *
   * @return why it cannot be known; empty: one at least has told
   */
  public Optional<Told> look() {
    if (!folder.isWhole() || folder.isSigner()) {
      return Optional.empty();
    }
    Optional<Told> why = Optional.empty();
    boolean hasTold = false;
    for (HostAndPort node : gpuNodes.get()) {
      try {
        take(node);
        hasTold = true;
      } catch (NotIssuedException | SettingsException | IOException e) {
        why =
            Optional.of(
                new Told(false, "Who was unpaired cannot be asked for: " + Reason.of(e) + "."));
      }
    }
    return hasTold ? Optional.empty() : why;
  }

  private void take(HostAndPort node) throws NotIssuedException, IOException {
    PairingClient client = PairingClient.to(node, folder.members(role));
    Revocations own = new Revocations(folder);
    int known = 0;
    for (int message = 0; message < MOST_MESSAGES; message++) {
      List<ByteString> names = client.ask(CertificateIssuer.revokedAfter(known)).certificates();
      for (ByteString name : names) {
        Optional<PeerIdentity> whom = PeerIdentity.parse(name.utf8String());
        if (whom.filter(this::isOfInterest).isPresent()) {
          own.add(whom.get());
        }
      }
      known += names.size();
      if (names.size() < CertificateIssuer.A_MESSAGE) {
        return;
      }
    }
  }

  private boolean isOfInterest(PeerIdentity whom) {
    return role == Role.GPU_NODE || whom.role() == Role.GPU_NODE;
  }
}

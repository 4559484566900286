package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.util.Optional;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/**
 * Has a GPU node that another one let in know whom that one lets in no more. Blocks on the disk and
 * the network; one thread.
 */
public final class SignersRevocations {
  private final PkiFiles folder;

  public SignersRevocations(PkiFiles folder) {
    this.folder = folder;
  }

  /**
   * Asks, and keeps what is new; to be called every few seconds.
   *
   * @return why it cannot be known; empty: it is
   */
  public Optional<Told> look() {
    Optional<HostAndPort> signer = folder.isWhole() ? folder.signersPlace() : Optional.empty();
    try {
      if (signer.isPresent() && !folder.isSigner()) {
        take(signer.get());
      }
      return Optional.empty();
    } catch (NotIssuedException | SettingsException | IOException e) {
      return Optional.of(
          new Told(false, "Who was unpaired cannot be asked for: " + Reason.of(e) + "."));
    }
  }

  private void take(HostAndPort signer) throws NotIssuedException, IOException {
    Message.Pair ask =
        new Message.Pair(
            ByteString.emptyByteString(), ByteString.emptyByteString(), CertificateIssuer.REVOKED);
    Revocations own = new Revocations(folder);
    for (ByteString name :
        PairingClient.to(signer, folder.members(Role.GPU_NODE)).ask(ask).certificates()) {
      Optional<PeerIdentity> whom = PeerIdentity.parse(name.utf8String());
      if (whom.isPresent()) {
        own.add(whom.get());
      }
    }
  }
}

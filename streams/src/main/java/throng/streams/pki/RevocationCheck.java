package throng.streams.pki;

import akka.util.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/**
 * Has a node without the authority's key know whom the one with it lets in no more. Blocks on the
 * disk and the network; one thread.
 */
public final class RevocationCheck {
  /** Far more than anybody unpairs; a node that lies ends nowhere else. */
  private static final int MOST_PARTS = 1_000;

  private final PkiFiles folder;
  private final Role role;
  private final Supplier<List<HostAndPort>> gpuNodes;

  private RevocationCheck(PkiFiles folder, Role role, Supplier<List<HostAndPort>> gpuNodes) {
    this.folder = folder;
    this.role = role;
    this.gpuNodes = gpuNodes;
  }

  /** A GPU node's that another one let in, which it asks. */
  public static RevocationCheck ofGpuNode(PkiFiles folder) {
    return new RevocationCheck(
        folder, Role.GPU_NODE, () -> folder.signersPlace().stream().toList());
  }

  /**
   * An edge node's, which asks for GPU nodes only. It asks all that it knows: one that was unpaired
   * would not say so.
   */
  public static RevocationCheck ofEdge(PkiFiles folder, List<HostAndPort> gpuNodes) {
    List<HostAndPort> all = List.copyOf(gpuNodes);
    return new RevocationCheck(folder, Role.EDGE, () -> all);
  }

  /**
   * Asks, and keeps what is new; to be called now and then.
   *
   * @return why it cannot be known; empty: it is, or, on an edge node, none of those that it sends
   *     to can be reached, which is told elsewhere
   */
  public Optional<Told> look() {
    if (!folder.isWhole() || folder.isSigner()) {
      return Optional.empty();
    }
    Optional<Told> told = Optional.empty();
    for (HostAndPort node : gpuNodes.get()) {
      told = take(node);
    }
    return told;
  }

  private Optional<Told> take(HostAndPort node) {
    try {
      new Revocations(folder).addAll(RevokedNames.whom(asked(node)));
      return Optional.empty();
    } catch (IOException unreached) {
      return role == Role.EDGE ? Optional.empty() : unknown(unreached);
    } catch (NotIssuedException | SettingsException e) {
      return unknown(e);
    }
  }

  private static Optional<Told> unknown(Exception why) {
    return Optional.of(
        new Told(false, "Who was unpaired cannot be asked for: " + Reason.of(why) + "."));
  }

  private List<String> asked(HostAndPort node) throws NotIssuedException, IOException {
    List<String> all = new ArrayList<>();
    Optional<RevokedAsk> ask = Optional.of(new RevokedAsk(role == Role.EDGE, 0));
    for (int part = 0; part < MOST_PARTS && ask.isPresent(); part++) {
      Message.Pair message =
          new Message.Pair(
              ByteString.emptyByteString(), ByteString.emptyByteString(), ask.get().toString());
      Message.Paired answer = PairingClient.to(node, folder.members(role)).ask(message);
      List<String> names =
          RevokedNames.read(answer, ask.get(), PkiFiles.read(folder.authorities()));
      all.addAll(names);
      ask = ask.get().next(names.size());
    }
    return all;
  }
}

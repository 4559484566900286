package throng.streams.pki;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import throng.streams.log.Reason;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;

/**
 * Renews a node's own certificate once two thirds of its time are over. Its key stays, so that one
 * file alone is replaced. Blocks on the disk and the network; one thread.
 */
public final class Renewal {
  // It begins long before it is made: what is left tells how old it is.
  private static final Duration DUE = CertificateMaker.HOLDS.dividedBy(3);

  private final PkiFiles folder;
  private final Supplier<List<HostAndPort>> gpuNodes;
  private final InstantSource clock;

  private Renewal(PkiFiles folder, Supplier<List<HostAndPort>> gpuNodes, InstantSource clock) {
    this.folder = folder;
    this.gpuNodes = gpuNodes;
    this.clock = clock;
  }

  /** An edge node's, which asks one GPU node after another. */
  public static Renewal ofEdge(PkiFiles folder, List<HostAndPort> gpuNodes, InstantSource clock) {
    List<HostAndPort> all = List.copyOf(gpuNodes);
    return new Renewal(folder, () -> all, clock);
  }

  /** A GPU node's, which signs by itself, or asks the one that let it in. */
  public static Renewal ofGpuNode(PkiFiles folder, InstantSource clock) {
    return new Renewal(folder, () -> folder.signersPlace().stream().toList(), clock);
  }

  /** Renews, if it is time; to be called every hour or so. */
  public Optional<Told> look() {
    try {
      return folder.isWhole() && isDue(folder.own()) ? Optional.of(renew()) : Optional.empty();
    } catch (SettingsException | IOException e) {
      return Optional.of(
          new Told(false, "The certificate cannot be renewed: " + Reason.of(e) + "."));
    }
  }

  private boolean isDue(X509Certificate own) {
    return !own.getNotAfter().toInstant().minus(DUE).isAfter(clock.instant());
  }

  private Told renew() throws IOException {
    if (folder.isSigner()) {
      PeerIdentity self = folder.identity().orElseThrow();
      try (FolderLock held = FolderLock.take(folder)) {
        SiteAuthority.open(folder).signOwn(self, clock.instant());
      }
      return renewed();
    }
    String why = "no GPU node is known that could";
    for (HostAndPort node : gpuNodes.get()) {
      try (FolderLock held = FolderLock.take(folder)) {
        new Enrolment(folder, folder.identity().orElseThrow().role()).renew(node);
        return renewed();
      } catch (NotIssuedException | IOException e) {
        why = Reason.of(e);
      }
    }
    return new Told(false, notRenewed(why));
  }

  private Told renewed() {
    String end = Sentences.shown(folder.own().getNotAfter().toInstant());
    // No certificate outlives its authority.
    return isDue(folder.own())
        ? new Told(false, Sentences.authorityEnds(end))
        : new Told(true, "The certificate was renewed; it ends " + end + ".");
  }

  private String notRenewed(String why) {
    Instant end = folder.own().getNotAfter().toInstant();
    return "The certificate ends %s, and could not be renewed yet: %s."
        .formatted(Sentences.shown(end), why);
  }
}

package throng.gpu;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.time.InstantSource;
import throng.actors.session.Pairing;
import throng.actors.session.PairingFlow;
import throng.actors.session.Pairings;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.common.console.Console;
import throng.common.link.SiteWatch;
import throng.streams.pki.CertificateIssuer;
import throng.streams.pki.PkiFiles;
import throng.streams.pki.Renewal;
import throng.streams.pki.RevocationCheck;
import throng.streams.tls.TlsMode;
import throng.streams.tls.TlsSettings;

/** What a GPU node does for certificates: gives them, and has its own renewed. */
final class NodePairing {
  private NodePairing() {}

  /** Begins, until the node ends; gives what serves connections that ask for a certificate. */
  static Pairing begin(
      ActorContext<?> context,
      ServeSettings settings,
      NodeStatistics statistics,
      Console console,
      ClusterUse cluster) {
    TlsSettings tls = settings.tls();
    if (tls.mode() == TlsMode.OFF) {
      return Pairing.NONE;
    }
    PkiFiles files = new PkiFiles(tls.folder());
    InstantSource clock = InstantSource.system();
    ActorRef<Pairings.Command> pairings =
        context.spawn(
            Pairings.create(
                new CertificateIssuer(files, clock),
                settings.session().wrongToken(),
                statistics,
                MonotonicClock.SYSTEM),
            "pairings",
            DispatcherSelector.blocking());
    var system = context.getSystem();
    SiteWatch.begin(system, Renewal.ofGpuNode(files, clock)::look, tls.renewalCheck(), console);
    SiteWatch revoked =
        SiteWatch.begin(
            system, RevocationCheck.ofGpuNode(files)::look, tls.revokedCheck(), console);
    cluster.looksForRevokedBy(revoked::soon);
    return new PairingFlow(pairings, system.scheduler());
  }
}

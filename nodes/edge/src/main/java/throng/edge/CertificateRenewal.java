package throng.edge;

import akka.actor.typed.ActorSystem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import throng.common.console.Console;
import throng.common.link.SiteWatch;
import throng.streams.pki.PkiFiles;
import throng.streams.pki.Renewal;
import throng.streams.pki.SignersRevocations;
import throng.streams.pki.Told;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.TlsMode;

/**
 * Has the edge node's certificate renewed by the GPU nodes that its cameras know, and whom it
 * trusts no more told by them.
 */
final class CertificateRenewal {
  private CertificateRenewal() {}

  /** Begins, until the system ends. */
  static void begin(ActorSystem<?> system, EdgeSettings settings, Console console) {
    if (settings.tls().mode() == TlsMode.OFF) {
      return;
    }
    List<HostAndPort> gpuNodes =
        settings.cameras().stream()
            .filter(CameraSettings::counted)
            .flatMap(camera -> camera.connection().gpuNodes().stream())
            .distinct()
            // What has another protocol's name before it gives no certificates.
            .map(HostAndPort::parse)
            .flatMap(Optional::stream)
            .toList();
    PkiFiles files = new PkiFiles(settings.tls().folder());
    SiteWatch.begin(
        system,
        Renewal.ofEdge(files, gpuNodes, InstantSource.system())::look,
        settings.tls().renewalCheck(),
        console);
    SignersRevocations revocations = SignersRevocations.ofEdge(files, gpuNodes);
    SiteWatch.begin(system, () -> quietly(revocations), settings.tls().revokedCheck(), console);
  }

  // That no GPU node answers is said where frames wait for one.
  private static Optional<Told> quietly(SignersRevocations revocations) {
    var unused = revocations.look();
    return Optional.empty();
  }
}

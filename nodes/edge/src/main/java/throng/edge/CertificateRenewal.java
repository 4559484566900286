package throng.edge;

import akka.actor.typed.ActorSystem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import throng.common.console.Console;
import throng.common.link.SiteWatch;
import throng.streams.pki.PkiFiles;
import throng.streams.pki.Renewal;
import throng.streams.pki.RevocationCheck;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.TlsMode;
import throng.streams.tls.TlsSettings;

/**
 * Has the edge node's certificate renewed by the GPU nodes that its cameras know, and those of them
 * known that were unpaired.
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
    TlsSettings tls = settings.tls();
    PkiFiles files = new PkiFiles(tls.folder());
    Renewal renewal = Renewal.ofEdge(files, gpuNodes, InstantSource.system());
    RevocationCheck revocations = RevocationCheck.ofEdge(files, gpuNodes);
    SiteWatch.begin(system, renewal::look, tls.renewalCheck(), console);
    SiteWatch.begin(system, revocations::look, tls.revokedCheck(), console);
  }
}

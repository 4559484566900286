package throng.edge;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.common.command.Version;
import throng.common.link.EnrolmentCommand;
import throng.common.settings.StateHome;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.tls.TlsSettings;

/** {@code edge-node pair HOST:PORT}; an edge node that runs takes it in at its next connection. */
@Command(
    name = "pair",
    description =
        "Makes this edge node one of a GPU node's site: what it sends is encrypted from then on,"
            + " and goes to that site alone.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PairCommand extends EnrolmentCommand {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The settings file. Default: conf/application.conf here, or in the jar's repository.")
  private @Nullable Path file;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "Any setting, e.g. -Dthrong.edge-node.tls.folder=pki.")
  private Map<String, String> properties = Map.of();

  PairCommand() {
    super(Role.EDGE);
  }

  @Override
  protected Block node() {
    return EdgeSettings.block(SourceOptions.load(properties, file).config());
  }

  @Override
  protected Path folder() {
    return TlsSettings.folder(node().block("tls"), StateHome.of("throng"));
  }

  @Override
  protected String next(HostAndPort node, PeerIdentity self) {
    return "Count with  edge-node --camera 0  which connects to %s where neither --gpu-node nor gpu-nodes says otherwise. An edge node that runs already and sends its pictures there goes on encrypted. Start it again if it was told of no GPU node, or was given another name than %s (--name, --node, or NODE of a service): as %s."
        .formatted(node, self.name(), self.name());
  }
}

package throng.edge;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import throng.common.command.Version;
import throng.common.link.EnrolmentCommand;
import throng.common.settings.StateHome;
import throng.streams.settings.HostAndPort;
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
  protected Path folder() {
    var node = EdgeSettings.block(SourceOptions.load(properties, file).config());
    return TlsSettings.folder(node.block("tls"), StateHome.of("throng"));
  }

  @Override
  protected String next(HostAndPort node) {
    return "Count with  edge-node --gpu-node %s --camera 0  or name that node in gpu-nodes."
        .formatted(node);
  }
}

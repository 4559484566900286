package throng.gpu;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import throng.common.command.Version;
import throng.common.link.EnrolmentCommand;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/** {@code gpu-node join HOST:PORT}; a node that runs takes it in at once. */
@Command(
    name = "join",
    description = "Makes this GPU node one of the site of another, with a code of gpu-node pair.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class JoinCommand extends EnrolmentCommand {
  @Mixin private SiteOptions options = new SiteOptions();

  JoinCommand() {
    super(Role.GPU_NODE);
  }

  @Override
  protected Block node() {
    return options.node();
  }

  @Override
  protected Path folder() {
    return SiteOptions.folder(node());
  }

  @Override
  protected String next(HostAndPort node, PeerIdentity self) {
    return "Edge nodes are paired where the authority's key is, at %s; this node knows them too."
        .formatted(node);
  }
}

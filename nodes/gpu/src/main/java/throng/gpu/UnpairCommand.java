package throng.gpu;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import throng.common.command.Version;
import throng.streams.pki.SitePairing;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;

/** {@code gpu-node unpair NAME}; a node that runs takes it in at once. */
@Command(
    name = "unpair",
    description = "Lets a node in no more: its certificates and codes count for nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class UnpairCommand implements Callable<Integer> {
  @Mixin private SiteOptions options = new SiteOptions();

  @Parameters(paramLabel = "NAME", description = "As gpu-node pair --list tells it.")
  private String name = "";

  @Option(names = "--node", description = "A GPU node of that name; else an edge node.")
  private boolean isGpuNode;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PeerIdentity whom = PairCommand.named(name, isGpuNode);
    SitePairing site = new SitePairing(SiteOptions.files(options.node()), InstantSource.system());
    if (!site.unpair(whom)) {
      throw new SettingsException(
          "There is no %s that was let in or has a code; gpu-node pair --list tells who is."
              .formatted(whom));
    }
    spec.commandLine().getOut().println(whom + " is let in no more.");
    spec.commandLine().getOut().flush();
    return 0;
  }
}

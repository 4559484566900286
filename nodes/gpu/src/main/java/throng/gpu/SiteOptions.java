package throng.gpu;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import throng.streams.pki.PkiFiles;
import throng.streams.settings.Block;
import throng.streams.tls.TlsSettings;

/** Where the commands find what a node trusts. */
final class SiteOptions {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--state-folder",
      paramLabel = "FOLDER",
      description = "Where the node keeps its own; else as its settings say.")
  private @Nullable String stateFolder;

  /** The node's settings. */
  Block node() {
    return CommonOptions.node(
        options.load(Map.of("state-folder", Optional.ofNullable(stateFolder))).config());
  }

  /** What keeps certificates from being used, after a blank; "" where nothing does. */
  String trouble() {
    return node().block("tls").text("mode").equals("off")
        ? " Warning: throng.gpu-node.tls.mode is off, and nothing is encrypted until it is not."
        : "";
  }

  static Path folder(Block node) {
    return TlsSettings.folder(node.block("tls"), StateFolder.from(node).path());
  }

  static PkiFiles files(Block node) {
    return new PkiFiles(folder(node));
  }
}

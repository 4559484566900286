package throng.gpu;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import throng.common.command.Version;
import throng.common.names.MachineName;
import throng.common.names.ReachedAt;
import throng.streams.frame.CameraId;
import throng.streams.pki.PairingCode;
import throng.streams.pki.SitePairing;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.tls.TlsSettings;

/** {@code gpu-node pair NAME}; a node that runs takes it in at once. */
@Command(
    name = "pair",
    description = {
      "Lets an edge node in: prints the command to type on its machine.",
      "The first time it makes the authority of the site, and the node begins to encrypt."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class PairCommand implements Callable<Integer> {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  @Mixin private SiteOptions options = new SiteOptions();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "What the edge node is called from then on.")
  private @Nullable String name;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "1h",
      description = "How long the code can be used, from 1m to 30d. Default: ${DEFAULT-VALUE}.")
  private String holds = "";

  @Option(names = "--node", description = "It is a GPU node that is let in, by gpu-node join.")
  private boolean isGpuNode;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = "Where that machine reaches this node; else what this machine calls itself.")
  private @Nullable String address;

  @Option(names = "--list", description = "Tells who is let in, has a code, or was unpaired.")
  private boolean isList;

  @Option(
      names = "--renew-ca",
      description =
          "Puts a new authority in the place of the present one; both are trusted until every node"
              + " has renewed its certificate.")
  private boolean isRenewal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (Stream.of(name != null, isList, isRenewal).filter(said -> said).count() != 1) {
      throw new SettingsException(
          "Say whom to pair, as in `gpu-node pair lobby`, or --list, or --renew-ca.");
    }
    Block node = options.node();
    SitePairing site = new SitePairing(SiteOptions.files(node), InstantSource.system());
    if (name != null) {
      pair(site, node, named(name, isGpuNode));
    } else if (isList) {
      list(site.list());
    } else {
      renew(site.renewAuthority());
    }
    return 0;
  }

  /** Whom the user means. */
  static PeerIdentity named(String name, boolean isGpuNode) {
    if (!CameraId.isName(name)) {
      throw new SettingsException(
          "'%s' cannot be a name: 1 to 64 of the characters A-Z a-z 0-9 . _ - can."
              .formatted(Redaction.of(name)));
    }
    return new PeerIdentity(isGpuNode ? Role.GPU_NODE : Role.EDGE, name);
  }

  private void pair(SitePairing site, Block node, PeerIdentity whom) throws IOException {
    Duration time = time();
    HostAndPort listen = node.place("listen");
    HostAndPort reached = reached(listen);
    boolean isPaired = site.isPaired(whom);
    PairingCode code = site.code(MachineName.or("gpu-node"), whom, time);
    String command = isGpuNode ? "gpu-node join" : "edge-node pair";
    print("Within %s, type on the machine of %s:".formatted(holds, whom));
    print("");
    print("  %s %s %s".formatted(command, reached, code.text()));
    print("");
    if (isPaired) {
      print(
          "%s is paired already. For the same machine this is right; another one that uses the code takes its place, and the certificate of the one before is not renewed any more: give a second machine a name of its own."
              .formatted(whom));
    }
    TlsSettings.trouble(node).ifPresent(this::print);
    if (address == null && !listen.isBeyondLoopback()) {
      print(
          "This node listens at %s, which other machines cannot reach: set throng.gpu-node.listen."
              .formatted(listen));
    }
  }

  private HostAndPort reached(HostAndPort listen) {
    return Optional.ofNullable(address)
        .map(
            text ->
                HostAndPort.parse(text)
                    .orElseThrow(
                        () ->
                            new SettingsException(
                                "--address must be host:port, such as 10.0.0.5:7600, and is %s."
                                    .formatted(Redaction.of(text)))))
        .orElseGet(() -> ReachedAt.of(listen));
  }

  private Duration time() {
    try {
      Duration time = ConfigValueFactory.fromAnyRef(holds).atKey("x").getDuration("x");
      if (time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    } catch (ConfigException noTime) {
      // Refused below.
    }
    throw new SettingsException(
        "--for must be a time from 1m to 30d, such as 1h, and is " + Redaction.of(holds) + ".");
  }

  private void list(List<String> lines) {
    lines.forEach(this::print);
    if (lines.isEmpty()) {
      print("Nobody is paired with this node yet.");
    }
  }

  private void renew(int others) {
    print(
        "There is a new authority. %d others have certificates of the one before, which is trusted until all of them have renewed theirs, within eight months."
            .formatted(others));
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}

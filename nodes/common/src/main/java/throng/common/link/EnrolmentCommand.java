package throng.common.link;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import throng.streams.log.Reason;
import throng.streams.pki.Enrolment;
import throng.streams.pki.NotIssuedException;
import throng.streams.pki.PairingCode;
import throng.streams.pki.PkiFiles;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.Redaction;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.tls.TlsSettings;

/** {@code edge-node pair HOST:PORT} and {@code gpu-node join HOST:PORT}. */
public abstract class EnrolmentCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Parameters(
      index = "0",
      paramLabel = "HOST:PORT",
      description = "Where the GPU node listens that made the code.")
  private String place = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "CODE",
      description =
          "What gpu-node pair printed; capitals, dashes and blanks do not matter. Without it it is"
              + " asked for: other users of this machine can see arguments while this runs.")
  private List<String> code = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Role role;

  /**
   * @param role what this node is
   */
  protected EnrolmentCommand(Role role) {
    this.role = role;
  }

  /** Where this node keeps what it gets. */
  protected abstract Path folder();

  /** This node's settings. */
  protected abstract Block node();

  /** What to do next, for the user. */
  protected abstract String next(HostAndPort node, PeerIdentity self);

  @Override
  public Integer call() throws IOException {
    HostAndPort node =
        HostAndPort.parse(place)
            .filter(it -> it.port() > 0)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "HOST:PORT must be a GPU node's address, such as 10.0.0.5:7600, and is "
                            + Redaction.of(place)
                            + "."));
    PkiFiles files = new PkiFiles(folder());
    PairingCode pairing = PairingCode.parse(code.isEmpty() ? asked() : String.join("", code));
    try {
      PeerIdentity self = new Enrolment(files, role).pair(node, pairing);
      print(
          "This is %s from now on. Its certificate and key are in %s; it is renewed by itself."
              .formatted(self, files.path()));
      print(next(node, self));
      TlsSettings.trouble(node()).ifPresent(this::print);
      return 0;
    } catch (NotIssuedException | IOException e) {
      spec.commandLine().getErr().println("Not paired: " + Reason.of(e) + ".");
      return FAILED;
    }
  }

  private String asked() throws IOException {
    Console console = System.console();
    String typed = console == null ? null : console.readLine("Pairing code: ");
    if (typed != null) {
      return typed;
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return Optional.ofNullable(in.readLine()).orElse("");
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}

package throng.streams.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/**
 * Whether the link is encrypted, and with what: {@code tls} of {@code throng.gpu-node} and {@code
 * throng.edge-node}.
 *
 * @param folder where the node's certificate is kept; absolute
 * @param renewalCheck how often to look whether the certificate is to be renewed
 * @param revokedCheck how often to ask who was unpaired: a GPU node that another one let in for
 *     all, an edge node for GPU nodes
 * @param identity what it holds
 */
public record TlsSettings(
    TlsMode mode,
    Path folder,
    Duration renewalCheck,
    Duration revokedCheck,
    LinkIdentity identity) {
  private static final String MODE = "mode";
  private static final String FOLDER = "folder";

  /**
   * Reads a node's block.
   *
   * @param state the folder that the node keeps its own in
   * @param role what the node is
   * @throws SettingsException if there is no certificate that can be used, and has to be one
   */
  public static TlsSettings from(Block node, Path state, Role role) {
    Block tls = node.block("tls");
    TlsMode mode =
        TlsMode.valueOf(tls.word(MODE, "auto", "off", "required").toUpperCase(Locale.ROOT));
    Path folder = folder(tls, state);
    LinkIdentity identity =
        mode == TlsMode.OFF
            ? LinkIdentity.none(role)
            : tls.located(FOLDER, name -> LinkIdentity.of(folder, role));
    if (mode == TlsMode.REQUIRED && !identity.isThere()) {
      throw tls.wrong(
          MODE,
          "needs a certificate, and %s holds none: type  %s  first".formatted(folder, pair(role)));
    }
    return new TlsSettings(
        mode,
        folder,
        tls.time("renewal-check", "1s", "1d"),
        tls.time("revoked-check", "1s", "1d"),
        identity);
  }

  private static String pair(Role role) {
    return role == Role.GPU_NODE ? "gpu-node pair NAME" : "edge-node pair HOST:PORT";
  }

  /** Where pairing keeps what it makes; relative to the node's state folder. */
  public static Path folder(Block tls, Path state) {
    return state.resolve(tls.filled(FOLDER)).toAbsolutePath().normalize();
  }

  /** Why pairing a node comes to nothing, for the user; empty: it does not. */
  public static Optional<String> trouble(Block node) {
    Block tls = node.block("tls");
    return tls.text(MODE).equals("off")
        ? Optional.of(
            "Warning: %s: tls.mode is off, and nothing is encrypted until it is auto or required."
                .formatted(tls.origin(MODE)))
        : Optional.empty();
  }

  /**
   * Whom a node lets in, for the user; empty: nobody encrypts.
   *
   * @param hasToken whether it has a token
   */
  public Optional<String> announcement(boolean hasToken) {
    String others =
        isRequired()
            ? "nobody else"
            : hasToken
                ? "unencrypted who has the token"
                : "unencrypted others on this machine alone";
    return identity
        .self()
        .map(
            self ->
                "This is %s of the site in %s: edge nodes that are paired with it are served encrypted, %s."
                    .formatted(self, folder, others));
  }

  public boolean isRequired() {
    return mode == TlsMode.REQUIRED;
  }
}

package throng.gpu.publish.webhook;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import throng.streams.frame.CameraId;
import throng.streams.settings.Block;
import throng.streams.settings.TokenFile;

/**
 * Which programs are told of alerts: {@code throng.gpu-node.webhooks}.
 *
 * @param timeOut how long one may take to answer
 * @param targets by name
 */
public record WebhookSettings(Duration timeOut, Map<String, Target> targets) {
  private static final String RULE = "must be an address http://… or https://… without a user";

  /**
   * One program.
   *
   * @param secret what requests are signed with; empty: they are not
   */
  public record Target(URI address, Optional<WebhookSecret> secret) {}

  /** Reads {@code throng.gpu-node}. */
  public static WebhookSettings from(Block gpuNode) {
    Block webhooks = gpuNode.block("webhooks");
    Map<String, Target> targets = new TreeMap<>();
    webhooks
        .entries("targets")
        .forEach(
            (name, target) -> {
              if (!CameraId.isName(name)) {
                throw target.wrong("url", "belongs to a name that is not of A-Z a-z 0-9 . _ -");
              }
              targets.put(name, target(target));
            });
    return new WebhookSettings(webhooks.time("time-out", "1s", "1m"), targets);
  }

  private static Target target(Block target) {
    return new Target(
        target.read("url", RULE, WebhookSettings::address),
        target.located(
            "secret-file", file -> TokenFile.read(file, Path.of("")).map(WebhookSecret::parse)));
  }

  private static Optional<URI> address(String text) {
    URI address = URI.create(text);
    boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    return isHttp && address.getHost() != null && address.getUserInfo() == null
        ? Optional.of(address)
        : Optional.empty();
  }
}

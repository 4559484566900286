package throng.gpu.publish.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.TokenFile;

/**
 * Who is told of alerts by mail: {@code throng.gpu-node.mail}.
 *
 * @param server empty: nobody is
 * @param password empty: the server wants none
 * @param timeZone the site's, in which people are told when something was
 * @param targets whom each name stands for
 */
public record MailSettings(
    Optional<HostAndPort> server,
    Encryption encryption,
    String user,
    Optional<String> password,
    String from,
    Duration timeOut,
    ZoneId timeZone,
    Map<String, List<String>> targets) {

  /** How what is sent is kept from others. */
  public enum Encryption {
    /** A plain connection turns into TLS, or nothing is sent. */
    STARTTLS,
    TLS,
    NONE
  }

  /** Reads {@code throng.gpu-node}. */
  public static MailSettings from(Block gpuNode) {
    Block mail = gpuNode.block("mail");
    Map<String, List<String>> targets = new TreeMap<>();
    mail.entries("targets").forEach((name, target) -> targets.put(name, receivers(target)));
    return new MailSettings(
        mail.unless("off", "server", mail::place),
        mail.oneOf("encryption", Encryption.class),
        mail.text("user"),
        mail.located("password-file", file -> TokenFile.read(file, Path.of(""))),
        mail.text("from"),
        mail.time("time-out", "1s", "5m"),
        gpuNode.block("site").timeZone("time-zone"),
        targets);
  }

  private static List<String> receivers(Block target) {
    List<String> to = target.texts("to");
    if (to.isEmpty() || !to.stream().allMatch(Addresses::isOne)) {
      throw target.wrong("to", "must be a list of mail addresses");
    }
    return to;
  }
}

package throng.gpu.web;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import throng.gpu.web.http.AddressPrefix;
import throng.gpu.web.http.ConnectionSettings;
import throng.gpu.web.live.LiveSettings;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.PemFiles;

/**
 * The live page and its API: {@code throng.gpu-node.web}.
 *
 * @param listen where it is served; empty: nowhere
 * @param isListenChosen whether the user said where, so that it is an error if it is taken
 * @param tls what it is encrypted with; empty: it is not
 * @param isSitesOwn whether that is signed by the site's own authority, whom no browser knows
 * @param allowedHosts names under which it may be asked for
 * @param trustedProxies addresses of proxies that are believed what they say of their clients
 * @param timeZone the site's, in which times are shown and days begin
 * @param signInHolds how long a browser stays signed in that does not ask for anything
 */
public record WebSettings(
    Optional<HostAndPort> listen,
    boolean isListenChosen,
    Optional<PemFiles> tls,
    boolean isSitesOwn,
    List<String> allowedHosts,
    List<AddressPrefix> trustedProxies,
    ZoneId timeZone,
    Duration signInHolds,
    ConnectionSettings connections,
    LiveSettings live) {
  public static final String LISTEN = "throng.gpu-node.web.listen";

  private static final Set<String> OFF = Set.of("off", "false", "");
  private static final String KEY = "listen";
  private static final String PROXIES = "trusted-proxies";

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @param identity what others are shown where no certificate of the page's own is named; on
   *     loopback nothing is encrypted then
   * @throws throng.streams.settings.SettingsException if a value is wrong, or others could read
   *     along
   */
  public static WebSettings from(Block node, LinkIdentity identity) {
    Block web = node.block("web");
    boolean isOff = OFF.contains(web.text(KEY).toLowerCase(Locale.ROOT));
    Optional<HostAndPort> listen = isOff ? Optional.empty() : Optional.of(web.place(KEY));
    Optional<PemFiles> own = tls(web.block("tls"));
    boolean mustBeEncrypted =
        listen.filter(HostAndPort::isBeyondLoopback).isPresent()
            && own.isEmpty()
            && !web.flag("unencrypted");
    boolean isSitesOwn = mustBeEncrypted && identity.isThere();
    if (mustBeEncrypted && !isSitesOwn) {
      throw web.wrong(
          KEY,
          "must be an address of loopback, since what is sent is not encrypted: give it a"
              + " certificate (throng.gpu-node.web.tls, or gpu-node pair NAME), put a proxy with"
              + " TLS before it, or say throng.gpu-node.web.unencrypted = on");
    }
    return new WebSettings(
        listen,
        !web.isDefault(KEY),
        isSitesOwn ? Optional.of(identity.files()) : own,
        isSitesOwn,
        web.texts("allowed-hosts"),
        proxies(web),
        node.block("site").timeZone("time-zone"),
        web.time("sign-in-holds", "1m", "365d"),
        ConnectionSettings.from(web),
        LiveSettings.from(web));
  }

  private static List<AddressPrefix> proxies(Block web) {
    return web.texts(PROXIES).stream()
        .map(
            text ->
                AddressPrefix.parse(text)
                    .orElseThrow(
                        () ->
                            web.wrong(
                                PROXIES,
                                "must be a list of IP addresses, or of what they begin with, such"
                                    + " as 10.0.0.2, ::1 or 10.0.0.0/8")))
        .toList();
  }

  /** Files that cannot be used are refused here, where the place of their names is known. */
  private static Optional<PemFiles> tls(Block tls) {
    String certificate = tls.text("certificate");
    String key = tls.text("key");
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    } else if (certificate.isEmpty()) {
      throw tls.wrong("certificate", "must not be empty where there is a key");
    } else if (key.isEmpty()) {
      throw tls.wrong("key", "must not be empty where there is a certificate");
    }
    PemFiles files = new PemFiles(Path.of(certificate), Path.of(key));
    tls.located("certificate", text -> files.chain());
    tls.located("key", text -> files.read());
    return Optional.of(files);
  }
}

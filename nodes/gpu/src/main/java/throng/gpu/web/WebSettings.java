package throng.gpu.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import throng.gpu.web.http.ConnectionSettings;
import throng.gpu.web.live.LiveSettings;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;

/**
 * The live page and its API: {@code throng.gpu-node.web}.
 *
 * @param listen where it is served; empty: nowhere
 * @param isListenChosen whether the user said where, so that it is an error if it is taken
 * @param allowedHosts names under which it may be asked for
 * @param trustedProxies addresses of proxies that are believed what they say of their clients
 * @param timeZone the site's, in which times are shown and days begin
 * @param signInHolds how long a browser stays signed in that does not ask for anything
 */
public record WebSettings(
    Optional<HostAndPort> listen,
    boolean isListenChosen,
    List<String> allowedHosts,
    List<String> trustedProxies,
    ZoneId timeZone,
    Duration signInHolds,
    ConnectionSettings connections,
    LiveSettings live) {
  static final String LISTEN = "throng.gpu-node.web.listen";

  private static final Set<String> OFF = Set.of("off", "false", "");
  private static final String KEY = "listen";

  /**
   * Reads {@code throng.gpu-node}.
   *
   * @throws throng.streams.settings.SettingsException if a value is wrong, or others could read
   *     along
   */
  public static WebSettings from(Block node) {
    Block web = node.block("web");
    boolean isOff = OFF.contains(web.text(KEY).toLowerCase(Locale.ROOT));
    Optional<HostAndPort> listen = isOff ? Optional.empty() : Optional.of(web.place(KEY));
    if (listen.filter(HostAndPort::isBeyondLoopback).isPresent() && !web.flag("unencrypted")) {
      throw web.wrong(
          KEY,
          "must be an address of loopback, since what is sent is not encrypted: put a proxy with TLS"
              + " before it, or say throng.gpu-node.web.unencrypted = on");
    }
    return new WebSettings(
        listen,
        !web.isDefault(KEY),
        web.texts("allowed-hosts"),
        web.texts("trusted-proxies"),
        timeZone(node.block("site")),
        web.time("sign-in-holds", "1m", "365d"),
        ConnectionSettings.from(web),
        LiveSettings.from(web));
  }

  private static ZoneId timeZone(Block site) {
    return site.read(
        "time-zone", "must be a time zone, as Europe/Berlin, or auto", WebSettings::timeZone);
  }

  private static Optional<ZoneId> timeZone(String name) {
    try {
      return Optional.of(name.equals("auto") ? ZoneId.systemDefault() : ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

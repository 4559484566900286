package throng.gpu.web.http;

import akka.http.javadsl.model.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import throng.gpu.web.access.Principal;
import throng.streams.settings.HostAndPort;

/**
 * Under which names the page may be asked for, and from which pages it may be changed.
 *
 * <p>A browser that is led here under a stranger's name (DNS rebinding) says that name: an address
 * in numbers, {@code localhost}, the name that is listened at and those that the settings allow are
 * taken, no other.
 */
public final class Hosts {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final String own;
  private final List<String> allowed;

  public Hosts(HostAndPort listen, List<String> allowed) {
    this.own = listen.host().toLowerCase(Locale.ROOT);
    this.allowed = allowed.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** Refuses a request under another name with 403. */
  void require(HttpRequest request) {
    String name = name(host(request));
    boolean isKnown =
        ADDRESS.matcher(name).matches()
            || name.equals("localhost")
            || name.equals(own)
            || allowed.contains(name);
    if (!isKnown) {
      throw Problem.of(
          403,
          "This node is not known under that name: add it to throng.gpu-node.web.allowed-hosts.");
    }
  }

  /** Refuses what changes something, or opens a socket, for a page from elsewhere, with 403. */
  void requireOrigin(HttpRequest request, Optional<Principal> principal) {
    boolean isUpgrade =
        Caller.header(request, "Upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
    if (SAFE.contains(request.method().value()) && !isUpgrade) {
      return;
    }
    Optional<String> origin = Caller.header(request, "Origin");
    // A program that shows a token is no browser, which could be led to do so.
    if (origin.isEmpty() && principal.filter(Principal::isToken).isPresent()) {
      return;
    }
    String from = origin.map(it -> it.replaceFirst("^https?://", "")).orElse("");
    if (!from.equalsIgnoreCase(host(request))) {
      throw Problem.of(403, "The request comes from a page of another origin.");
    }
  }

  private static String host(HttpRequest request) {
    return Caller.header(request, "Host").orElse("");
  }

  private static String name(String host) {
    return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
  }
}

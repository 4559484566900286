package throng.edge.camera;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers a server's challenge: Digest with SHA-256 or MD5 (RFC 7616), else Basic (RFC 7617). Any
 * thread.
 */
final class HttpAuthorization {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");
  private static final List<String> ALGORITHMS = List.of("SHA-256", "MD5");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HttpTarget.Credentials user;
  private final Map<String, String> challenge;
  private final String algorithm;
  private final AtomicInteger count = new AtomicInteger();

  private HttpAuthorization(
      HttpTarget.Credentials user, Map<String, String> challenge, String algorithm) {
    this.user = user;
    this.challenge = challenge;
    this.algorithm = algorithm;
  }

  /** The strongest answer that the server takes; empty if it takes none that is known here. */
  static Optional<HttpAuthorization> of(HttpTarget.Credentials user, List<String> challenges) {
    for (String algorithm : ALGORITHMS) {
      for (String challenge : challenges) {
        Map<String, String> parameters = parameters(challenge);
        String named = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        if (isOf("digest", challenge) && named.equals(algorithm)) {
          return Optional.of(new HttpAuthorization(user, parameters, algorithm));
        }
      }
    }
    return challenges.stream()
        .filter(challenge -> isOf("basic", challenge))
        .findFirst()
        .map(basic -> new HttpAuthorization(user, Map.of(), ""));
  }

  /** The value of the header Authorization. */
  String header(String method, URI uri) {
    if (algorithm.isEmpty()) {
      byte[] both = (user.name() + ":" + user.password()).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(both);
    }
    String query = uri.getRawQuery();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return digest(method, query == null ? path : path + "?" + query);
  }

  private String digest(String method, String path) {
    String realm = challenge.getOrDefault("realm", "");
    String nonce = challenge.getOrDefault("nonce", "");
    String secret = hash(user.name() + ":" + realm + ":" + user.password());
    String asked = hash(method + ":" + path);
    StringBuilder header = new StringBuilder("Digest ");
    header.append(quoted("username", user.name())).append(quoted("realm", realm));
    header.append(quoted("nonce", nonce)).append(quoted("uri", path));
    if (List.of(challenge.getOrDefault("qop", "").split("[,\\s]+")).contains("auth")) {
      String number = String.format(Locale.ROOT, "%08x", count.incrementAndGet());
      String own = Long.toHexString(RANDOM.nextLong());
      String answer = hash(String.join(":", secret, nonce, number, own, "auth", asked));
      header.append("qop=auth, nc=").append(number).append(", ").append(quoted("cnonce", own));
      header.append(quoted("response", answer));
    } else {
      header.append(quoted("response", hash(secret + ":" + nonce + ":" + asked)));
    }
    if (challenge.containsKey("opaque")) {
      header.append(quoted("opaque", challenge.get("opaque")));
    }
    return header.append("algorithm=").append(algorithm).toString();
  }

  private static String quoted(String name, String value) {
    return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\", ";
  }

  private String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isOf(String scheme, String challenge) {
    return challenge.strip().toLowerCase(Locale.ROOT).startsWith(scheme);
  }

  private static Map<String, String> parameters(String challenge) {
    Map<String, String> parameters = new HashMap<>();
    Matcher match = PARAMETER.matcher(challenge);
    while (match.find()) {
      String value = match.group(2) == null ? match.group(3) : match.group(2);
      parameters.put(match.group(1).toLowerCase(Locale.ROOT), value.replaceAll("\\\\(.)", "$1"));
    }
    return parameters;
  }
}

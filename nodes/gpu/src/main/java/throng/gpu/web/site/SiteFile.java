package throng.gpu.web.site;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import throng.actors.counts.site.SiteJson;
import throng.actors.counts.site.SiteState;
import throng.gpu.web.access.Account;
import throng.gpu.web.access.ListedUser;
import throng.gpu.web.access.Role;

/**
 * Everything that people have said, and who may sign in, without what they do it with.
 *
 * @param users empty: there are none in it
 */
record SiteFile(SiteState site, List<ListedUser> users) {
  private static final String USERS = "users";
  private static final String NAME = "name";
  private static final String ROLE = "role";
  private static final String CAMERAS = "cameras";
  private static final int MOST_USERS = 1_000;

  SiteFile {
    users = List.copyOf(users);
  }

  /** The file's text. */
  static String write(SiteState site, List<Account> users) {
    return SiteJson.write(site, Map.of(USERS, users.stream().map(SiteFile::line).toList()));
  }

  private static Map<String, Object> line(Account user) {
    return Map.of(NAME, user.name(), ROLE, user.role().word(), CAMERAS, user.cameras());
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException in a sentence, if it is no such file
   */
  static SiteFile read(byte[] bytes) {
    return SiteJson.read(
        new String(bytes, StandardCharsets.UTF_8),
        "The file",
        (site, file) -> new SiteFile(site, users(file)));
  }

  private static List<ListedUser> users(Config file) {
    if (!file.hasPathOrNull(USERS)) {
      return List.of();
    }
    List<? extends Config> lines = file.getConfigList(USERS);
    if (lines.size() > MOST_USERS) {
      throw new IllegalArgumentException("it has more than %d users.".formatted(MOST_USERS));
    }
    Set<String> names = new HashSet<>();
    for (Config line : lines) {
      if (!names.add(line.getString(NAME))) {
        throw new IllegalArgumentException(
            "the user %s is in it twice: once is allowed.".formatted(line.getString(NAME)));
      }
    }
    return lines.stream().map(SiteFile::user).toList();
  }

  private static ListedUser user(Config line) {
    String name = line.getString(NAME);
    if (!line.root().keySet().equals(Set.of(NAME, ROLE, CAMERAS))) {
      throw new IllegalArgumentException(refusal(name));
    }
    try {
      return new ListedUser(name, Role.of(line.getString(ROLE)), line.getStringList(CAMERAS));
    } catch (ConfigException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(refusal(name), wrong);
    }
  }

  private static String refusal(String name) {
    return "the user %s must have a name, a role (%s), cameras (node/camera or node/*,"
            .formatted(name, Role.words())
        + " [] for all), and nothing else.";
  }
}

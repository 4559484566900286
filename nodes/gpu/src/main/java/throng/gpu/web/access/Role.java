package throng.gpu.web.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody may do; each may what those before it may. */
public enum Role {
  /** Sees cameras. */
  VIEWER,
  /** Changes zones and alerts. */
  OPERATOR,
  /** Changes users and tokens. */
  ADMIN;

  /** As it is written: in small letters. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The role of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static Role of(String word) {
    return parse(word)
        .orElseThrow(() -> new IllegalArgumentException("A role is one of " + words() + "."));
  }

  static Optional<Role> parse(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** All of them, for a sentence. */
  public static String words() {
    return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
  }

  public boolean covers(Role other) {
    return compareTo(other) >= 0;
  }
}

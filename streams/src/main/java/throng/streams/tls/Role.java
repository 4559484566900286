package throng.streams.tls;

import java.util.Arrays;
import java.util.Optional;

/** What a certificate of the site's lets its owner be. */
public enum Role {
  /** Counts: a server for edge nodes, and a member of the cluster. */
  GPU_NODE("gpu-node"),
  /** Sends pictures: a client, and nothing else. */
  EDGE("edge");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** As it stands in certificates and files. */
  public String word() {
    return word;
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
  }
}

package throng.gpu.web.access;

import java.util.List;

/**
 * A user as a file names them: without anything that signs them in.
 *
 * @param cameras those that they see, {@code node/camera} or {@code node/*}; empty: all
 */
public record ListedUser(String name, Role role, List<String> cameras) {
  public ListedUser {
    cameras = List.copyOf(cameras);
  }
}

package throng.gpu.web.access;

import java.util.List;
import throng.actors.counts.CamerasSeen;
import throng.streams.frame.CameraId;

/**
 * Who asks: a person who has signed in, or a program with a token.
 *
 * @param name of the account or token
 * @param credential the digest of what they showed; by it they are looked up again
 * @param cameras those that they see; empty: all
 */
public record Principal(
    String name, Role role, List<String> cameras, boolean isToken, String credential) {
  public Principal {
    cameras = List.copyOf(cameras);
  }

  /** Tells one user or token from all others. */
  public String key() {
    return isToken ? "token " + credential : "user " + name;
  }

  /** Whether they may know of this camera at all. */
  public boolean sees(CameraId camera) {
    return seen().test(camera);
  }

  /** The cameras that they may know of. */
  public CamerasSeen seen() {
    return new CamerasSeen(cameras);
  }
}

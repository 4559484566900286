package throng.gpu.web.access;

import java.util.List;

/**
 * What a program signs in with. Only its digest is kept.
 *
 * @param name for people
 * @param sha256 of the token's characters, in hexadecimal
 * @param cameras those that it sees; empty: all
 */
public record Token(
    String id, String name, String sha256, Role role, List<String> cameras, long createdMillis) {
  public Token {
    cameras = List.copyOf(cameras);
  }
}

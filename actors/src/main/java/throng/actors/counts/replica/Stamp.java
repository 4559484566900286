package throng.actors.counts.replica;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How new a document is: of two the one with the higher version holds. Where two nodes made one
 * version each, at once, the digest decides, at all nodes alike.
 *
 * @param digest of what it says
 * @param bytes that it takes
 */
public record Stamp(long version, long digest, int bytes) {
  /** Of no document. */
  public static final Stamp NONE = new Stamp(0, 0, 0);

  /** Of a text. */
  public static Stamp of(long version, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Stamp(version, digest(bytes), bytes.length);
  }

  /** Whether what has this one holds against what has the other. */
  public boolean isNewerThan(Stamp other) {
    return version == other.version ? digest > other.digest : version > other.version;
  }

  boolean isSame(Stamp other) {
    return version == other.version && digest == other.digest;
  }

  /** The first eight bytes of the SHA-256. */
  static long digest(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}

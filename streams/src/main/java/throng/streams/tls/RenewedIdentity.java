package throng.streams.tls;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import throng.streams.settings.SettingsException;

/**
 * A server's identity that follows its files: who connects next is shown the newest one that is
 * whole. Any thread may connect; one at a time looks.
 */
public final class RenewedIdentity implements Supplier<SSLEngine> {
  private final PemFiles files;
  private volatile ServerIdentity identity;
  private String stamp;
  private String brokenStamp = "";
  private boolean isSaid;

  private RenewedIdentity(PemFiles files) {
    this.files = files;
    this.stamp = files.stamp();
    this.identity = files.read();
  }

  /**
   * The one that is in the files.
   *
   * @throws SettingsException with file and line, if there is none
   */
  public static RenewedIdentity of(PemFiles files) {
    return new RenewedIdentity(files);
  }

  @Override
  public SSLEngine get() {
    return identity.engine();
  }

  /**
   * Reads the files again, if they have changed. Blocks on the disk; to be called every second or
   * more often.
   *
   * @return a sentence, if there is something to tell: files that do not belong together are told
   *     of at the second look only, as one is written after the other
   */
  public Optional<Look> look() {
    String now = files.stamp();
    if (now.equals(stamp)) {
      return Optional.empty();
    }
    try {
      ServerIdentity read = files.read();
      identity = read;
      stamp = now;
      brokenStamp = "";
      return Optional.of(
          new Look(
              true,
              "The certificate was read again from %s; it ends %s."
                  .formatted(files.certificate(), read.ends())));
    } catch (SettingsException broken) {
      return broken(now, String.valueOf(broken.getMessage()));
    }
  }

  private Optional<Look> broken(String now, String sentence) {
    if (!now.equals(brokenStamp)) {
      brokenStamp = now;
      isSaid = false;
      return Optional.empty();
    } else if (isSaid) {
      return Optional.empty();
    }
    isSaid = true;
    return Optional.of(
        new Look(
            false, "The certificate could not be read again, the last one stays: " + sentence));
  }

  /** What there is to tell after a look. */
  public record Look(boolean isRenewed, String sentence) {}
}

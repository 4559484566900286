package throng.streams.tls;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;

/**
 * A server's identity that follows its files: who connects next is shown the newest one that is
 * whole. Any thread may connect; one at a time looks.
 */
public final class RenewedIdentity implements Supplier<SSLEngine> {
  private final PemFiles files;
  private final Followed<ServerIdentity> identity;

  private RenewedIdentity(PemFiles files) {
    this.files = files;
    this.identity = new Followed<>(files::stamp, files::read);
  }

  /**
   * The one that is in the files.
   *
   * @throws throng.streams.settings.SettingsException with file and line, if there is none
   */
  public static RenewedIdentity of(PemFiles files) {
    return new RenewedIdentity(files);
  }

  @Override
  public SSLEngine get() {
    return identity.value().engine();
  }

  /**
   * Reads the files again, if they have changed. Blocks on the disk; to be called every second or
   * more often.
   *
   * @return a sentence, if there is something to tell: files that do not belong together are told
   *     of at the second look only, as one is written after the other
   */
  public Optional<Look> look() {
    return identity.look(
        read ->
            "The certificate was read again from %s; it ends %s."
                .formatted(files.certificate(), read.ends()));
  }
}

package throng.streams.tls;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import throng.streams.settings.SettingsException;

/**
 * What some files hold, and follows them: whoever asks gets the newest that is whole. Any thread
 * may ask; one at a time looks.
 */
final class Followed<T> {
  private final Supplier<String> stamps;
  private final Supplier<T> files;
  private volatile T value;
  private String stamp;
  private String brokenStamp = "";
  private boolean isSaid;

  /**
   * Reads them.
   *
   * @param stamps tells two states of the files apart
   * @param files reads them
   * @throws SettingsException with file and line, if they cannot be read
   */
  Followed(Supplier<String> stamps, Supplier<T> files) {
    this.stamps = stamps;
    this.files = files;
    this.stamp = stamps.get();
    this.value = files.get();
  }

  T value() {
    return value;
  }

  /**
   * Reads the files again, if they have changed. Blocks on the disk.
   *
   * @param sentence what to tell of what they hold now
   * @return a sentence, if there is something to tell: files that do not belong together are told
   *     of at the second look only, as one is written after the other
   */
  Optional<Look> look(Function<T, String> sentence) {
    String now = stamps.get();
    if (now.equals(stamp)) {
      return Optional.empty();
    }
    try {
      T read = files.get();
      value = read;
      stamp = now;
      brokenStamp = "";
      return Optional.of(new Look(true, sentence.apply(read)));
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
}

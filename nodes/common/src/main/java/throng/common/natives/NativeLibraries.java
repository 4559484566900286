package throng.common.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/** Loads native libraries before anything starts, and says in words why they cannot be. */
public final class NativeLibraries {
  private static final String CACHE = "org.bytedeco.javacpp.cachedir";

  private NativeLibraries() {}

  /**
   * Where OpenCV and FFmpeg are unpacked: the cache in the user's home, which all starts share;
   * where that cannot be used, this process' own folder.
   *
   * @throws SettingsException if neither can be
   */
  public static void chooseCache() {
    Path usual = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
    if (System.getProperty(CACHE) == null) {
      Path cache = isUsable(usual) ? usual : NativeFolder.get().resolve("javacpp");
      System.setProperty(CACHE, cache.toString());
    }
  }

  private static boolean isUsable(Path cache) {
    try {
      Files.createDirectories(cache);
      return Files.isWritable(cache) && !Mounts.forbidPrograms(cache);
    } catch (IOException | RuntimeException unusable) {
      return false;
    }
  }

  /**
   * Loads libraries that are unpacked into the cache.
   *
   * @param what they are, for the user
   * @throws SettingsException if they cannot be loaded, with what mends it
   */
  public static void load(String what, Runnable loading) {
    load(what, Path.of(System.getProperty(CACHE, "")), CACHE, loading);
  }

  /** The same of libraries that are unpacked into this process' own folder. */
  public static void loadOwn(String what, Runnable loading) {
    load(what, NativeFolder.get(), "java.io.tmpdir", loading);
  }

  private static void load(String what, Path folder, String option, Runnable loading) {
    try {
      loading.run();
    } catch (LinkageError | RuntimeException failure) {
      if (failure instanceof SettingsException said) {
        throw said;
      }
      throw new SettingsException(
          "%s cannot be loaded from %s: %s. Where programs may not run there, or no room is left, name a folder in which they may and 300 MB are free: java -D%s=FOLDER -jar …"
              .formatted(what, folder, Reason.of(Reason.root(failure)), option));
    }
  }
}

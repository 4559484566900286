package throng.gpu.model;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import throng.common.natives.NativeFolder;
import throng.streams.log.Reason;
import throng.streams.settings.SettingsException;

/**
 * Unpacks ONNX Runtime's libraries into this process' own folder. ONNX Runtime itself would leave
 * them among the temporary files when the process is killed.
 */
final class OnnxLibraries {
  private static final String PLACE = "onnxruntime.native.path";
  private static final String RESOURCES = "/ai/onnxruntime/native/";
  private static final List<String> ALWAYS =
      List.of("onnxruntime", "onnxruntime4j_jni", "onnxruntime_providers_shared");
  private static final String CUDA = "onnxruntime_providers_cuda";

  private OnnxLibraries() {}

  /**
   * Unpacks what every start needs, before ONNX Runtime is loaded; nothing where the user names a
   * folder that has it.
   *
   * @throws SettingsException if there is no room, with what mends it
   */
  static void unpack() {
    if (System.getProperty(PLACE) == null) {
      Path folder = NativeFolder.get().resolve("onnxruntime");
      ALWAYS.forEach(library -> unpack(library, folder));
      System.setProperty(PLACE, folder.toString());
    }
  }

  /** Unpacks what a GPU needs beside that, which is large. */
  static void unpackCuda() {
    Path folder = Path.of(System.getProperty(PLACE, ""));
    if (folder.startsWith(NativeFolder.get())) {
      unpack(CUDA, folder);
    }
  }

  private static void unpack(String library, Path folder) {
    String name = System.mapLibraryName(library);
    try (@Nullable InputStream in =
        OnnxLibraries.class.getResourceAsStream(RESOURCES + platform() + "/" + name)) {
      if (in != null && !Files.exists(folder.resolve(name))) {
        Files.createDirectories(folder);
        Files.copy(in, folder.resolve(name));
      }
    } catch (IOException e) {
      throw NativeFolder.refused(folder, Reason.of(e));
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return (system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux")
        + "-"
        + (machine.equals("amd64") || machine.equals("x86_64") ? "x64" : machine);
  }

  /** Deletes the folder that ONNX Runtime has made for what it would have unpacked. */
  static void deleteUnused() {
    try {
      Field folder = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
      folder.setAccessible(true);
      if (folder.get(null) instanceof Path unused) {
        Files.deleteIfExists(unused);
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException inUse) {
      // Another version of it; it deletes the folder itself when the process ends.
      return;
    }
  }
}

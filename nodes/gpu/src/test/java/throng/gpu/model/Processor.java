package throng.gpu.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the processor that runs the tests can do. */
final class Processor {
  private static final Path FACTS = Path.of("/proc/cpuinfo");

  private Processor() {}

  /**
   * Whether sums of products of whole numbers are exact. x86-64 without VNNI adds pairs of products
   * in 16 bits, which saturate: ONNX Runtime's documentation of quantisation says so.
   */
  static boolean addsWholeNumbersExactly() {
    try {
      String facts = Files.isReadable(FACTS) ? Files.readString(FACTS) : "";
      return !facts.contains(" sse2 ") || facts.contains("vnni");
    } catch (IOException unreadable) {
      return true;
    }
  }
}

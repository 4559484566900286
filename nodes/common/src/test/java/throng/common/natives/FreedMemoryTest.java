package throng.common.natives;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class FreedMemoryTest {
  private static final Path STATUS = Path.of("/proc/thread-self/stat");
  private static final int MINOR_FAULTS = 7;
  private static final int BLOCK = 4 << 20;
  private static final int BLOCKS = 6;
  private static final int PAGE = 4096;

  /** In a thread of its own, whose heap is not the first one's. */
  @Test
  void whatARunFreesTheNextRunFinds() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "Linux tells how many pages were made anew");
    FreedMemory.keep();
    var thread = Executors.newSingleThreadExecutor();
    try {
      long faults =
          thread
              .submit(
                  () -> {
                    run();
                    run();
                    long before = faults();
                    run();
                    return faults() - before;
                  })
              .get();

      assertThat(faults).isLessThan(BLOCKS * BLOCK / PAGE / 2);
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void givesBackWhatIsFree() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "Linux tells how many pages were made anew");
    FreedMemory.keep();
    List<Memory> taken = take();
    // Of the end of a thread's heap nothing is given back.
    Memory last = taken.remove(BLOCKS - 1);
    taken.forEach(Memory::close);
    long before = residentPages();

    FreedMemory.giveBack();

    assertThat(before - residentPages()).isGreaterThan(BLOCK / PAGE / 2);
    last.close();
  }

  /** Takes and gives back as much as a network does for a picture. */
  private static void run() {
    take().forEach(Memory::close);
  }

  private static List<Memory> take() {
    List<Memory> taken = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      Memory block = new Memory(BLOCK);
      block.setMemory(0, BLOCK, (byte) 1);
      taken.add(block);
    }
    return taken;
  }

  private static long residentPages() throws IOException {
    return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1]);
  }

  private static long faults() throws IOException {
    String status = Files.readString(STATUS);
    return Long.parseLong(
        status.substring(status.lastIndexOf(')') + 2).split(" ", -1)[MINOR_FAULTS]);
  }
}

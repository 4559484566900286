package throng.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Where a node's memory is, in MB: what the kernel counts, and of it the heap and direct buffers.
 *
 * @param resident the process' resident set
 * @param heap the heap that the JVM has taken
 * @param used what of the heap was in use after the last full collection; 0: there was none
 * @param direct direct buffers; the rest is native: the JVM itself, OpenCV, FFmpeg, ONNX Runtime
 */
record ResidentMemory(double resident, double heap, double used, double direct) {
  private static final double MB = 1e6;

  double other() {
    return Math.max(0, resident - heap - direct);
  }

  /** A JVM that can be asked, over its local management agent. */
  static final class Probe implements AutoCloseable {
    private final long pid;
    private final JMXConnector connector;
    private final MemoryMXBean heap;
    private final MemoryPoolMXBean old;
    private final BufferPoolMXBean direct;

    @SuppressWarnings("BanJNDI") // The address is that of a process which this one has started.
    Probe(long pid) throws IOException, AttachNotSupportedException {
      this.pid = pid;
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        connector =
            JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
      } finally {
        machine.detach();
      }
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      heap =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
      old =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, "java.lang:type=MemoryPool,name=Tenured Gen", MemoryPoolMXBean.class);
      direct =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, "java.nio:type=BufferPool,name=direct", BufferPoolMXBean.class);
    }

    ResidentMemory read() throws IOException {
      return new ResidentMemory(
          resident(pid),
          heap.getHeapMemoryUsage().getCommitted() / MB,
          old.getCollectionUsage().getUsed() / MB,
          direct.getTotalCapacity() / MB);
    }

    /** A full collection, of which {@link ResidentMemory#used} tells. */
    void collectGarbage() {
      heap.gc();
    }

    @Override
    public void close() throws IOException {
      connector.close();
    }
  }

  /** A process' resident set alone, which the kernel tells also of one that does not answer. */
  static double resident(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024.0 / MB;
      }
    }
    throw new IOException("The kernel does not tell the resident memory of process " + pid + ".");
  }
}

package throng.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
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
 * @param direct direct buffers; the rest is native: the JVM itself, OpenCV, FFmpeg, ONNX Runtime
 */
record ResidentMemory(double resident, double heap, double direct) {
  private static final double MB = 1e6;

  double other() {
    return Math.max(0, resident - heap - direct);
  }

  /** A JVM that can be asked, over its local management agent. */
  static final class Probe implements AutoCloseable {
    private final long pid;
    private final JMXConnector connector;
    private final MemoryMXBean heap;
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
      direct =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, "java.nio:type=BufferPool,name=direct", BufferPoolMXBean.class);
    }

    ResidentMemory read() throws IOException {
      return new ResidentMemory(
          residentKilobytes(pid) * 1024.0 / MB,
          heap.getHeapMemoryUsage().getCommitted() / MB,
          direct.getTotalCapacity() / MB);
    }

    @Override
    public void close() throws IOException {
      connector.close();
    }
  }

  private static long residentKilobytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("The kernel does not tell the resident memory of process " + pid + ".");
  }
}

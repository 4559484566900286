package throng.streams.tcp;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** How many files and sockets this process may have open, and has. */
public interface Descriptors {
  /** The limit, {@code ulimit -n}. */
  long most();

  /** How many are open. */
  long open();

  /** This process', as its system tells; without a limit where it tells none. */
  static Descriptors ofThisProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new OfUnix(unix)
        : new Unlimited();
  }

  /**
   * What to tell the user at start, if the connections that are allowed do not fit.
   *
   * @param settings what the listener may use
   */
  default Optional<String> shortfall(ListenerSettings settings) {
    long room = Math.max(0, most() - open() - settings.spareDescriptors());
    if (room >= settings.maxConnections()) {
      return Optional.empty();
    }
    return Optional.of(
        ("throng.gpu-node.listener.max-connections allows %d connections, but this process may open"
                + " %d files (ulimit -n) and needs %d without them: there is room for %d. Start it"
                + " after `ulimit -n %d`.")
            .formatted(
                settings.maxConnections(),
                most(),
                most() - room,
                room,
                most() - room + settings.maxConnections()));
  }

  /** What to tell the user if no further file or socket can be opened; empty: some can. */
  default Optional<String> usedUp() {
    if (open() < most()) {
      return Optional.empty();
    }
    return Optional.of(
        "too many files are open, %d of the %d that this process may open; start it after `ulimit -n %d`."
            .formatted(most(), most(), 4 * most()));
  }

  /** As the operating system counts. */
  record OfUnix(UnixOperatingSystemMXBean system) implements Descriptors {
    @Override
    public long most() {
      return system.getMaxFileDescriptorCount();
    }

    @Override
    public long open() {
      try {
        return system.getOpenFileDescriptorCount();
      } catch (InternalError none) {
        // Counting them takes one.
        return most();
      }
    }
  }

  /** Where nothing is known. */
  record Unlimited() implements Descriptors {
    @Override
    public long most() {
      return Long.MAX_VALUE;
    }

    @Override
    public long open() {
      return 0;
    }
  }
}

package throng.gpu.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import throng.actors.statistics.DeviceTotals;

/**
 * How the node is, for whoever supervises it. Ready: its networks are warm, a device works, and it
 * is not going down. Any thread may tell or ask.
 */
public final class Health {
  private final Map<String, Supplier<String>> checks = new ConcurrentHashMap<>();
  private final Supplier<Map<String, DeviceTotals>> devices;
  private volatile boolean isWarm;
  private volatile boolean isDraining;

  /**
   * Not warm yet.
   *
   * @param devices what each has done so far, and how many of its workers are open
   */
  public Health(Supplier<Map<String, DeviceTotals>> devices) {
    this.devices = devices;
  }

  /** Every worker has been warmed, and cameras are let in. */
  public void warm() {
    isWarm = true;
  }

  /** Nobody is let in any more. */
  public void draining() {
    isDraining = true;
  }

  /** Adds a part that is told of, whose failing does not make the node less ready to count. */
  public void part(String name, Supplier<String> state) {
    checks.put(name, state);
  }

  boolean isReady() {
    return isWarm && !isDraining && devices.get().values().stream().anyMatch(Health::works);
  }

  private static boolean works(DeviceTotals device) {
    return device.open() > 0;
  }

  /** The state of each part, in a word. */
  Map<String, String> states() {
    Map<String, String> states = new LinkedHashMap<>();
    states.put("model", isWarm ? "warm" : "warming");
    states.put("devices", devices(devices.get().values()));
    states.put("cameras", isDraining ? "draining" : isWarm ? "served" : "not served yet");
    checks.forEach((name, state) -> states.put(name, state.get()));
    return states;
  }

  private static String devices(Collection<DeviceTotals> all) {
    return all.stream().filter(Health::works).count() + " of " + all.size() + " work";
  }
}

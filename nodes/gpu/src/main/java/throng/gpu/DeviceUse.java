package throng.gpu;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import throng.actors.statistics.DeviceTotals;
import throng.actors.time.MonotonicClock;

/** How busy each of several devices was since it was last looked at. Used by one thread. */
final class DeviceUse {
  private final MonotonicClock clock;
  private Map<String, Long> busyNanos = Map.of();
  private long lastNanos;

  DeviceUse(MonotonicClock clock) {
    this.clock = clock;
    this.lastNanos = clock.nanos();
  }

  /** The share of its workers' time that each was busy; "" where there is one device alone. */
  String next(Map<String, DeviceTotals> devices) {
    long now = clock.nanos();
    double passed = Math.max(1, now - lastNanos);
    String words =
        devices.size() < 2
            ? ""
            : devices.entrySet().stream()
                .map(
                    device ->
                        device.getKey() + " " + use(device.getKey(), device.getValue(), passed))
                .collect(Collectors.joining(", "));
    Map<String, Long> busy = new LinkedHashMap<>();
    devices.forEach((name, totals) -> busy.put(name, totals.busyNanos()));
    busyNanos = busy;
    lastNanos = now;
    return words;
  }

  private String use(String name, DeviceTotals totals, double passed) {
    if (totals.open() == 0) {
      return "away";
    }
    long before = Objects.requireNonNullElse(busyNanos.get(name), totals.busyNanos());
    double share = (totals.busyNanos() - before) / passed / totals.workers();
    return String.format(Locale.ROOT, "%.0f %%", 100 * Math.min(1, share));
  }
}

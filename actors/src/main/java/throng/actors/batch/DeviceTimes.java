package throng.actors.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import throng.actors.inference.TensorSize;

/**
 * How long runs take, device by device; and, for what concerns a frame of which nobody knows yet
 * where it will run, of all devices together.
 */
final class DeviceTimes implements RunTimes {
  private final Map<String, BatchTimes> byDevice = new LinkedHashMap<>();

  /**
   * @param devices where the workers run; several may run on one
   */
  DeviceTimes(List<String> devices) {
    devices.forEach(device -> byDevice.put(device, new BatchTimes()));
  }

  BatchTimes of(String device) {
    return Objects.requireNonNull(byDevice.get(device));
  }

  /** A frame was given up because of what is expected, whatever the device. */
  void doubt(TensorSize size) {
    byDevice.values().forEach(times -> times.doubt(size));
  }

  /** The same for a camera, whichever devices its frames happen to run on: their mean. */
  @Override
  public long cost(TensorSize size) {
    List<BatchTimes> measured =
        byDevice.values().stream().filter(times -> !times.isEmpty()).toList();
    return (long)
        (measured.isEmpty() ? byDevice.values() : measured)
            .stream().mapToLong(times -> times.cost(size)).average().orElse(1);
  }

  /** On the device that is fastest with it: there it may still be in time. */
  @Override
  public long expected(TensorSize size, int batch) {
    return byDevice.values().stream()
        .mapToLong(times -> times.expected(size, batch))
        .filter(nanos -> nanos > 0)
        .min()
        .orElse(0);
  }
}

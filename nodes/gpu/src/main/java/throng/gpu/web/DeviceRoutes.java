package throng.gpu.web;

import akka.http.javadsl.model.HttpMethods;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import throng.actors.statistics.DeviceTotals;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Route;
import throng.gpu.web.json.Json;

/** What each device of this node has done, and what it could do. */
final class DeviceRoutes {
  private static final double NANOS = 1e9;

  private final Supplier<Map<String, DeviceTotals>> devices;

  private record Answer(List<Device> devices) {}

  private record Device(
      String name,
      int workers,
      int open,
      long batches,
      long pictures,
      double busySeconds,
      long outOfMemory,
      double pixelsPerSecond) {
    static Device of(String name, DeviceTotals totals) {
      return new Device(
          name,
          totals.workers(),
          totals.open(),
          totals.batches(),
          totals.pictures(),
          totals.busyNanos() / NANOS,
          totals.outOfMemory(),
          totals.pixelsPerSecond());
    }
  }

  DeviceRoutes(Supplier<Map<String, DeviceTotals>> devices) {
    this.devices = devices;
  }

  Route route() {
    return Route.of(
        HttpMethods.GET,
        "/api/v1/devices",
        Role.VIEWER,
        call -> CompletableFuture.completedFuture(Json.response(answer())));
  }

  private Answer answer() {
    return new Answer(
        devices.get().entrySet().stream()
            .map(device -> Device.of(device.getKey(), device.getValue()))
            .toList());
  }
}

package throng.actors.cluster;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;

/** Nodes and their loads, as tests need them. */
final class Loads {
  private static final ServedNetworks DEFAULT = ServedNetworks.of(List.of("default"));

  private Loads() {}

  static NodeLoad node(String name, double demand, double capacity, int live) {
    return new NodeLoad(
        place(name, 1), place(name, 2), demand, capacity, live, 0, false, 100, DEFAULT);
  }

  static NodeLoad lossless(String name, int lossless) {
    return new NodeLoad(place(name, 1), place(name, 2), 0, 100, 0, lossless, false, 100, DEFAULT);
  }

  static NodeLoad free(NodeLoad load, int places) {
    return new NodeLoad(
        load.member(),
        load.frames(),
        load.demand(),
        load.capacity(),
        load.live(),
        load.lossless(),
        false,
        places,
        load.networks());
  }

  static NodeLoad serving(NodeLoad load, String... networks) {
    return new NodeLoad(
        load.member(),
        load.frames(),
        load.demand(),
        load.capacity(),
        load.live(),
        load.lossless(),
        false,
        load.free(),
        ServedNetworks.of(List.of(networks)));
  }

  static NodeLoad draining(NodeLoad load) {
    return new NodeLoad(
        load.member(),
        load.frames(),
        load.demand(),
        load.capacity(),
        load.live(),
        load.lossless(),
        true,
        load.free(),
        load.networks());
  }

  static HostAndPort place(String name, int port) {
    return new HostAndPort(name, port);
  }

  static Message.Hello hello(CameraId camera, Mode mode) {
    return new Message.Hello(1, 1, camera, 1, mode, 640, 480, false, "");
  }

  /** Of a camera that asks for a network. */
  static Message.Hello asking(CameraId camera, Mode mode, String network) {
    return hello(camera, 1, mode, new Message.Routing(true, 0, 1, network));
  }

  /** Of a camera that may be sent elsewhere. */
  static Message.Hello movable(CameraId camera, long instance, int attempt, Mode mode) {
    return hello(camera, instance, mode, new Message.Routing(true, 0, attempt, ""));
  }

  static Message.Hello hello(CameraId camera, long instance, Mode mode, Message.Routing routing) {
    return new Message.Hello(1, 1, camera, instance, mode, 640, 480, false, "", routing);
  }

  /** {@code settings} are those below {@code throng.gpu-node.cluster}. */
  static ClusterSettings settings(String settings) {
    return ClusterSettings.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString("throng.gpu-node.cluster { " + settings + " }")
                .withFallback(ConfigFactory.load())));
  }
}

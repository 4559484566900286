package throng.bench;

import akka.actor.ActorSystem;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.CameraId;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.tcp.GpuConnection;
import throng.streams.tcp.GpuConnectionSettings;
import throng.streams.tcp.HelloFactory;
import throng.streams.wire.Message;
import throng.tests.OldCounterClient;

/** One camera's pictures over one connection, as fast as it goes. */
interface TransferClient {
  /** How many are sent before the time is taken. */
  int WARM = 2;

  /** Sends as many as there are, after {@link #WARM}; gives the seconds for those. */
  double seconds(String address, List<byte[]> pictures) throws Exception;

  /** The remote crowd counter's client. */
  static TransferClient old(boolean isStopAndWait) {
    return (address, pictures) -> {
      try (OldCounterClient client = OldCounterClient.connect(address, isStopAndWait)) {
        send(client, pictures.subList(0, WARM));
        long start = System.nanoTime();
        send(client, pictures);
        return (System.nanoTime() - start) / 1e9;
      }
    };
  }

  private static void send(OldCounterClient client, List<byte[]> pictures) throws IOException {
    for (byte[] picture : pictures) {
      client.count(picture);
    }
  }

  /** Throng's own edge, in lossless mode. */
  static TransferClient throng(ActorSystem system, int window) {
    return (address, pictures) -> {
      AtomicLong start = new AtomicLong();
      var link =
          GpuConnection.create(
              settings(address, window), hello(), (jpeg, b, p) -> jpeg, () -> 0, system);
      // A source that never ends: the last answers come before the goodbye.
      Source.range(0, WARM + pictures.size() - 1)
          .map(i -> frame(i, pictures.get(i % pictures.size())))
          .concat(Source.maybe())
          .via(link)
          .filter(LinkEvent.Answered.class::isInstance)
          .zipWithIndex()
          .map(
              answer -> {
                if ((long) answer.second() == WARM - 1) {
                  start.set(System.nanoTime());
                }
                return answer;
              })
          .take(WARM + pictures.size())
          .runWith(Sink.ignore(), system)
          .toCompletableFuture()
          .get(10, TimeUnit.MINUTES);
      return (System.nanoTime() - start.get()) / 1e9;
    };
  }

  private static JpegFrame frame(int sequence, byte[] jpeg) {
    return new JpegFrame(
        sequence,
        System.nanoTime(),
        System.currentTimeMillis(),
        0,
        640,
        480,
        ByteString.fromArrayUnsafe(jpeg));
  }

  private static GpuConnectionSettings settings(String address, int window) {
    Config edge =
        ConfigFactory.load()
            .withValue(
                "throng.edge-node.gpu-nodes", ConfigValueFactory.fromIterable(List.of(address)))
            .withValue("throng.edge-node.lossless-window", ConfigValueFactory.fromAnyRef(window));
    return GpuConnectionSettings.from(Block.of("throng.edge-node", edge));
  }

  private static HelloFactory hello() {
    int version = Message.VERSIONS.get(0);
    long instance = System.nanoTime();
    return (width, height, routing) ->
        new Message.Hello(
            version,
            version,
            new CameraId("bench", "transfer"),
            instance,
            Mode.LOSSLESS,
            width,
            height,
            false,
            "",
            routing);
  }
}

package throng.gpu.capacity;

import akka.Done;
import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import throng.streams.camera.CapturedFrame;
import throng.streams.camera.Picture;
import throng.streams.flow.LatestFrame;
import throng.streams.flow.Ledger;
import throng.streams.flow.LedgerSettings;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.Outcome;
import throng.streams.frame.CameraId;
import throng.streams.frame.DensityMap;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Mode;
import throng.streams.settings.Block;
import throng.streams.tally.Snapshot;
import throng.streams.tally.Tally;
import throng.streams.tcp.GpuConnection;
import throng.streams.tcp.GpuConnectionSettings;
import throng.streams.tls.LinkIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

/** One live camera as an edge node runs it, but for the picture, which is always the same. */
final class PlayedCamera {
  private static final long INSTANCE = 1;

  private final Tally tally = Tally.create();
  private final SharedKillSwitch pictures;
  private final CompletionStage<Done> ended;

  private PlayedCamera(
      String name, Scene scene, Duration start, Ages ages, Block edgeNode, ActorSystem<?> system) {
    pictures = KillSwitches.shared(name);
    ended =
        captured(scene, start)
            .via(pictures.flow())
            .via(LatestFrame.create(tally))
            .via(
                Ledger.create(Mode.LIVE, LedgerSettings.from(edgeNode), tally)
                    .join(connection(name, edgeNode, system)))
            .runWith(Sink.foreach(outcome -> add(outcome, ages)), system);
  }

  /**
   * What a camera gives.
   *
   * @param interval between two pictures
   */
  record Scene(Picture picture, Duration interval) {}

  /**
   * Starts one.
   *
   * @param start after how long it gives its first picture
   * @param ages where each count's age is added
   * @param edgeNode with the node to connect to
   */
  static PlayedCamera start(
      String name, Scene scene, Duration start, Ages ages, Block edgeNode, ActorSystem<?> system) {
    return new PlayedCamera(name, scene, start, ages, edgeNode, system);
  }

  private Source<CapturedFrame, NotUsed> captured(Scene scene, Duration start) {
    return Ticks.create(start, scene.interval())
        .map(
            number -> {
              tally.captured();
              return new CapturedFrame(number, now(scene.picture()));
            });
  }

  private static Picture now(Picture stored) {
    return new Picture(
        stored.jpeg(),
        stored.width(),
        stored.height(),
        System.nanoTime(),
        System.currentTimeMillis(),
        "",
        OptionalDouble.empty(),
        OptionalInt.empty());
  }

  private static Flow<JpegFrame, LinkEvent, NotUsed> connection(
      String name, Block edgeNode, ActorSystem<?> system) {
    return GpuConnection.create(
        GpuConnectionSettings.from(edgeNode),
        LinkIdentity.none(Role.EDGE),
        (width, height) ->
            new Message.Hello(
                Message.VERSIONS.get(0),
                Message.VERSIONS.get(Message.VERSIONS.size() - 1),
                new CameraId("capacity", name),
                INSTANCE,
                Mode.LIVE,
                width,
                height,
                false,
                ""),
        (jpeg, maxBytes, maxPixels) -> jpeg,
        system);
  }

  private static void add(Outcome outcome, Ages ages) {
    if (outcome.reply() instanceof DensityMap) {
      ages.add(outcome.ageNanos());
    }
  }

  Snapshot tally() {
    return tally.snapshot();
  }

  /** Gives no more pictures, and waits a little until it has said goodbye. */
  void stop() {
    pictures.shutdown();
  }

  /** Once it has said goodbye. */
  CompletionStage<Done> ended() {
    return ended;
  }

  static Duration interval(double framesPerSecond) {
    return Duration.ofNanos((long) (TimeUnit.SECONDS.toNanos(1) / framesPerSecond));
  }
}

package throng.streams.legacy.lan;

import akka.NotUsed;
import akka.stream.Attributes;
import akka.stream.FanInShape2;
import akka.stream.FlowShape;
import akka.stream.Materializer;
import akka.stream.SourceShape;
import akka.stream.javadsl.BroadcastHub;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.GraphDSL;
import akka.stream.javadsl.Keep;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/**
 * One camera, served to any number of viewers; a slow one misses pictures and holds up nobody.
 *
 * <p>Belongs to a running {@link #sink}; any thread may use it.
 */
public final class LanCamera {
  private static final int HUB_BUFFER = 2;

  private final Source<ByteString, NotUsed> pictures;

  private LanCamera(Source<ByteString, NotUsed> pictures) {
    this.pictures = pictures;
  }

  /**
   * Takes the camera's pictures, JPEG each, and gives what serves them once it runs.
   *
   * <p><b>Backpressures</b> never: the newest picture takes the place of one that waits
   *
   * <p><b>Cancels</b> never; the viewers' connections complete when the camera does
   */
  public static Sink<ByteString, CompletionStage<LanCamera>> sink() {
    return Sink.fromMaterializer((materializer, attributes) -> broadcast(materializer));
  }

  private static Sink<ByteString, LanCamera> broadcast(Materializer materializer) {
    return newest()
        .toMat(BroadcastHub.of(ByteString.class, HUB_BUFFER), Keep.right())
        .mapMaterializedValue(
            pictures -> {
              // A hub without consumers would keep its first pictures for the first viewer.
              pictures.runWith(Sink.ignore(), materializer);
              return new LanCamera(pictures);
            });
  }

  /**
   * One viewer's connection: its bytes in, pictures and texts out.
   *
   * <p><b>Emits when</b> a picture is wanted and there, or a command is unknown
   *
   * <p><b>Backpressures</b> the viewer's commands while 1024 of them wait, and beyond a thousand a
   * second
   *
   * <p><b>Completes when</b> the viewer shuts down or hangs up, or the camera ends
   *
   * <p><b>Cancels when</b> downstream cancels
   *
   * <p><b>Fails when</b> the camera fails
   */
  public Flow<ByteString, ByteString, NotUsed> viewer(
      InetSocketAddress viewer, ViewerListener listener) {
    return Flow.fromGraph(
        GraphDSL.create(
            builder -> {
              FanInShape2<ByteString, ByteString, ByteString> stage =
                  builder.add(new ViewerStage(viewer, listener));
              SourceShape<ByteString> newest = builder.add(pictures.via(newest()));
              builder.from(newest).toInlet(stage.in1());
              return FlowShape.of(stage.in0(), stage.out());
            }));
  }

  private static Flow<ByteString, ByteString, NotUsed> newest() {
    return Flow.of(ByteString.class)
        .conflate((stale, newest) -> newest)
        .addAttributes(Attributes.inputBuffer(1, 1));
  }
}

package throng.streams.tcp;

import akka.NotUsed;
import akka.actor.ClassicActorSystemProvider;
import akka.stream.javadsl.Flow;
import throng.streams.camera.FrameFitter;
import throng.streams.flow.LinkEvent;
import throng.streams.flow.SizedFrame;

/** A connection to one of several GPU nodes that comes back by itself. */
public final class GpuConnection {

  private GpuConnection() {}

  /** One camera's connection. */
  public static Flow<SizedFrame, LinkEvent, NotUsed> create(
      GpuConnectionSettings settings,
      HelloFactory hello,
      FrameFitter fitter,
      ClassicActorSystemProvider system) {
    throw new UnsupportedOperationException();
  }
}

package throng.streams.legacy.lan;

import akka.stream.Attributes;
import akka.stream.FanInShape2;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One viewer's connection: its commands and the camera's pictures in, bytes out.
 *
 * <pre>
 *                +-------------+
 *   commands   ~&gt;|             |
 *                | ViewerStage |~&gt; bytes
 *   pictures   ~&gt;|             |
 *                +-------------+
 * </pre>
 *
 * <p><b>Emits when</b> a picture is wanted and there, or a command is unknown
 *
 * <p><b>Backpressures</b> pictures while none is wanted or the viewer is slow; commands while 1024
 * wait to be obeyed, and beyond a thousand a second
 *
 * <p><b>Completes when</b> the viewer shuts the connection down, hangs up, breaks off, or sends
 * thousands of commands at once, or the camera ends
 *
 * <p><b>Cancels when</b> the viewer's end cancels
 *
 * <p><b>Fails when</b> the pictures fail
 */
final class ViewerStage extends GraphStage<FanInShape2<ByteString, ByteString, ByteString>> {
  /** Commands that wait for their pictures: more than anybody types. */
  private static final int MOST_WAITING = 16 * CommandReader.READ;

  private static final String NEXT = "next";

  private final Inlet<ByteString> commands = Inlet.create("ViewerStage.commands");
  private final Inlet<ByteString> pictures = Inlet.create("ViewerStage.pictures");
  private final Outlet<ByteString> bytes = Outlet.create("ViewerStage.bytes");
  private final FanInShape2<ByteString, ByteString, ByteString> shape =
      new FanInShape2<>(commands, pictures, bytes);

  private final InetSocketAddress viewer;
  private final ViewerListener listener;

  ViewerStage(InetSocketAddress viewer, ViewerListener listener) {
    this.viewer = viewer;
    this.listener = listener;
  }

  @Override
  public FanInShape2<ByteString, ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("viewer");
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final ViewerSession session = new ViewerSession();
    private final CommandPace pace = new CommandPace(System::nanoTime);

    Logic() {
      super(shape);
      setHandler(commands, new Commands());
      setHandler(pictures, new Pictures());
      setHandler(bytes, new Bytes());
    }

    @Override
    public void preStart() {
      pull(commands);
    }

    private void move() {
      if (isAvailable(bytes)) {
        switch (session.next()) {
          case WAIT -> {
            if (isClosed(commands)) {
              completeStage();
              return;
            }
          }
          case PICTURE -> picture();
          case UNKNOWN_COMMAND -> push(bytes, LanPicture.UNKNOWN_COMMAND);
          case SHUT_DOWN -> {
            listener.asksForShutdown(viewer);
            completeStage();
            return;
          }
        }
      }
      if (!hasBeenPulled(commands)
          && !isClosed(commands)
          && session.waiting() < CommandReader.READ) {
        pullInTime();
      }
    }

    private void pullInTime() {
      long closedFor = pace.closedFor();
      if (closedFor == 0) {
        pull(commands);
      } else if (!isTimerActive(NEXT)) {
        scheduleOnce(NEXT, Duration.ofNanos(closedFor));
      }
    }

    @Override
    public void onTimer(Object key) {
      move();
    }

    private void picture() {
      if (isAvailable(pictures)) {
        push(bytes, LanPicture.bytes(grab(pictures)));
        session.pictureSent();
        listener.pictureSent(viewer);
      } else if (!hasBeenPulled(pictures)) {
        pull(pictures);
      }
    }

    private final class Commands extends AbstractInHandler {
      @Override
      public void onPush() {
        pace.took(session.received(grab(commands)));
        if (session.waiting() > MOST_WAITING) {
          // They would fill the memory.
          completeStage();
        } else {
          move();
        }
      }

      /** What was asked for before is still sent. */
      @Override
      public void onUpstreamFinish() {
        move();
      }

      /** A viewer may go as it likes. */
      @Override
      public void onUpstreamFailure(Throwable reset) {
        completeStage();
      }
    }

    private final class Pictures extends AbstractInHandler {
      @Override
      public void onPush() {
        move();
        if (isAvailable(pictures)) {
          // Not wanted any more: kept, it would be an old picture when the next one is.
          grab(pictures);
        }
      }
    }

    private final class Bytes extends AbstractOutHandler {
      @Override
      public void onPull() {
        move();
      }
    }
  }
}

package throng.actors.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;

/**
 * What sessions ask of the other GPU nodes, and tell them. Any thread may call; no call may block,
 * or keep more than the newest of what it is told of a camera.
 */
public interface Neighbours {
  /** Of a node that has none. */
  Neighbours ALONE = new Alone();

  /**
   * The node where the camera is better off, or that has the network that it asks for while this
   * one has not; empty: it stays here.
   */
  Optional<HostAndPort> betterFor(Message.Hello hello);

  /** The node that has a place for the camera where this one has none; empty: nobody has. */
  Optional<HostAndPort> roomFor(Message.Hello hello);

  /**
   * Where other nodes take frames, as many as an edge is told of: in the order in which it is to
   * try them, which is another one each time.
   */
  List<HostAndPort> members();

  /**
   * Asks for a camera's name among all nodes.
   *
   * @param attempt which of the camera's connections it is, of those of the same instance
   * @return why it may not have it; empty: it may
   */
  Optional<Message.Refused> claim(CameraId camera, long instance, int attempt);

  /**
   * Asks the node that has a camera's name whether its connection gives a sign of life. Where it
   * does not, it is ended there, and the name is free. So it is at once where the name is proved
   * here and was not there.
   *
   * @param instance of the edge process that wants the name
   * @param isProved whether that process has shown a certificate of the name
   * @param within how long that may take
   * @return completed once it is known, or the time is over; what came of it {@link #claim} tells
   */
  CompletionStage<?> askForName(CameraId camera, long instance, boolean isProved, Duration within);

  /** The camera that has said this is connected here. */
  void opened(Message.Hello hello);

  /** The camera is not connected here any more. */
  void closed(CameraId camera, long instance);

  /** What a live camera would send if all of it were let in. */
  void demand(CameraId camera, double pixelsPerSecond);

  /** This node goes down: nobody is to be sent here any more. */
  void departs();

  /** Where a camera goes that has said this, when this node goes down; empty: nowhere. */
  Optional<HostAndPort> drainTarget(Message.Hello hello);

  /** The networks that other nodes have, each with where one of those takes frames. */
  SortedMap<String, HostAndPort> networks();
}

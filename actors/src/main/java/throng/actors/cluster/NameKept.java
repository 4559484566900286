package throng.actors.cluster;

import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/**
 * A node's connection of a name prevails over the one that the node has, or wants, which is told.
 *
 * @param member the node
 * @param instance the edge process' random number of the connection that prevails
 * @param attempt which of that process' connections it is
 */
record NameKept(HostAndPort member, CameraId camera, long instance, int attempt) implements Told {}

package throng.actors.cluster;

import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/**
 * An edge process wants a name that the node has which is told: is its connection alive?
 *
 * @param member where the edge process has come
 * @param instance that process' random number
 */
record NameWanted(HostAndPort member, CameraId camera, long instance) implements Told {}

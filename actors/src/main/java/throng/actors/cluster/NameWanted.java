package throng.actors.cluster;

import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

/**
 * An edge process wants a name that the node has which is told: is its connection alive, and has it
 * proved the name where that process has?
 *
 * @param member where the edge process has come
 * @param instance that process' random number
 * @param isProved whether that process has shown a certificate of the name
 */
record NameWanted(HostAndPort member, CameraId camera, long instance, boolean isProved)
    implements Told {}

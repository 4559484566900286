package throng.actors.cluster;

import akka.util.ByteString;
import throng.streams.settings.HostAndPort;

/**
 * A node asks another.
 *
 * @param member who asks
 * @param number tells its questions apart
 * @param question for whoever is to answer to read
 */
record Asked(HostAndPort member, long number, ByteString question) implements Told {}

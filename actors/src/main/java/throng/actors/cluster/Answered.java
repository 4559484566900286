package throng.actors.cluster;

import akka.util.ByteString;
import throng.streams.settings.HostAndPort;

/**
 * A part of a node's answer to a question that it was {@link Asked}.
 *
 * @param member who answers
 * @param number the question's
 * @param part from 0 on
 * @param parts how many there are; 0: it cannot answer
 */
record Answered(HostAndPort member, long number, int part, int parts, ByteString bytes)
    implements Told {}

package throng.actors.cluster;

import throng.streams.settings.HostAndPort;

/**
 * A node knows of more names that are let in no more. Which they are is asked of the node with the
 * authority's key, which signs them: no node can have others distrusted.
 *
 * @param member the node
 */
record RevokedTold(HostAndPort member) implements Told {}

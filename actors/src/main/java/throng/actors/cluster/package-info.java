/**
 * Several GPU nodes as one: who is there, how much each has to do, and which camera goes where.
 *
 * <p>Frames never pass through it. Akka Cluster is used here only, in an actor system of its own
 * that carries what may be lost and told anew; sessions ask {@link
 * throng.actors.cluster.ClusterNode}, which answers from what was heard last.
 */
@NullMarked
package throng.actors.cluster;

import org.jspecify.annotations.NullMarked;

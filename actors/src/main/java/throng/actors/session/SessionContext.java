package throng.actors.session;

import akka.actor.typed.ActorRef;
import throng.actors.batch.Batcher;
import throng.actors.inference.ServedModel;
import throng.actors.statistics.NodeStatistics;
import throng.streams.wire.WireLimits;

/** What all sessions of a node share. */
record SessionContext(
    ServedModel model,
    SessionSettings settings,
    WireLimits limits,
    ActorRef<Batcher.Command> batcher,
    NodeStatistics statistics) {}

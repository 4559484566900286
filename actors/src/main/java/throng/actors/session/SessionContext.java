package throng.actors.session;

import throng.actors.counts.CountHub;
import throng.actors.serving.ModelHost;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.streams.wire.WireLimits;

/** What all sessions of a node share. */
record SessionContext(
    ModelHost host,
    SessionSettings settings,
    WireLimits limits,
    NodeStatistics statistics,
    CountHub counts,
    Neighbours neighbours,
    LinkRules rules,
    MonotonicClock clock) {}

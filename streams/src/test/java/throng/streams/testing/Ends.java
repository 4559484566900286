package throng.streams.testing;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.japi.Pair;
import akka.stream.javadsl.BidiFlow;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Keep;
import akka.stream.testkit.TestPublisher;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import akka.stream.testkit.javadsl.TestSource;

/** A running {@link BidiFlow} with a probe at each of its four ports. */
public record Ends<I1, O1, I2, O2>(
    TestPublisher.Probe<I1> topIn,
    TestSubscriber.Probe<O1> topOut,
    TestPublisher.Probe<I2> bottomIn,
    TestSubscriber.Probe<O2> bottomOut) {

  /** Runs {@code flow} between four probes; nothing is asked for yet. */
  public static <I1, O1, I2, O2> Ends<I1, O1, I2, O2> of(
      BidiFlow<I1, O1, I2, O2, NotUsed> flow, ActorSystem system) {
    Flow<O1, I2, Pair<TestSubscriber.Probe<O1>, TestPublisher.Probe<I2>>> far =
        Flow.fromSinkAndSourceMat(
            TestSink.<O1>create(system), TestSource.<I2>create(system), Keep.both());
    var probes =
        TestSource.<I1>create(system)
            .viaMat(flow.join(far, Keep.right()), Keep.both())
            .toMat(TestSink.<O2>create(system), Keep.both())
            .run(system);
    var ends =
        new Ends<>(
            probes.first().first(),
            probes.first().second().first(),
            probes.first().second().second(),
            probes.second());
    ends.topOut.ensureSubscription();
    ends.bottomOut.ensureSubscription();
    return ends;
  }
}

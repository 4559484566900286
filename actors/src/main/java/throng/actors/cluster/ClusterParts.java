package throng.actors.cluster;

import akka.util.ByteString;
import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import throng.actors.counts.live.CameraStatus;
import throng.actors.session.Sessions;
import throng.actors.time.MonotonicClock;

/**
 * What a node gives its cluster. All are called by threads of the cluster's, and must not block.
 *
 * @param akka Akka's settings of this program
 * @param tls how nodes know each other; empty: what they say is not encrypted
 * @param capacity what this node counts if it has enough to do, in pixels a second; 0: no device of
 *     it works; not a number: not known yet
 * @param maxCameras how many cameras this node lets in
 * @param networks the names that cameras may ask for here
 * @param statuses how this node's cameras stand
 * @param answers what this node answers to another's question; fails where it cannot
 * @param sessions takes what is to become of cameras
 * @param lookForRevoked has who is let in no more asked for soon: another node knows of more
 * @param say tells a person what happens
 */
public record ClusterParts(
    ClusterSettings settings,
    Config akka,
    Optional<ClusterTls> tls,
    DoubleSupplier capacity,
    int maxCameras,
    Supplier<List<String>> networks,
    Supplier<List<CameraStatus>> statuses,
    Function<ByteString, CompletionStage<ByteString>> answers,
    Consumer<Sessions.Command> sessions,
    Runnable lookForRevoked,
    Consumer<String> say,
    MonotonicClock clock) {
  Seeds seeds() {
    return new Seeds(settings.seeds(), tls);
  }
}

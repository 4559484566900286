package throng.gpu.web.live;

import akka.Done;
import akka.NotUsed;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import throng.actors.counts.LiveViewers;
import throng.gpu.web.access.Principal;
import throng.gpu.web.http.Problem;

/** The live streams that there are, in all and of each user: bounded, and ended together. */
public final class LiveStreams {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final LiveSettings settings;
  private final LiveViewers viewers;
  private final SharedKillSwitch all = KillSwitches.shared("live-streams");
  private final Map<String, Integer> byUser = new HashMap<>();
  private final CompletableFuture<Done> allEnded = new CompletableFuture<>();
  private int open;
  private boolean isEnding;

  /**
   * @param viewers is told of each
   */
  public LiveStreams(LiveSettings settings, LiveViewers viewers) {
    this.settings = settings;
    this.viewers = viewers;
  }

  /** How many there are. */
  public synchronized int open() {
    return open;
  }

  /**
   * Ends all of them in good order, also those that begin later.
   *
   * @return once they have
   */
  public CompletionStage<Done> end() {
    all.shutdown();
    synchronized (this) {
      isEnding = true;
      tellIfAllEnded();
    }
    return allEnded;
  }

  /**
   * Refuses a further stream of this user with 503, where there are as many as there may be.
   *
   * @throws Problem that says so
   */
  synchronized void requireRoom(Principal who) {
    if (isFull()) {
      throw Problem.later(503, "There are as many live streams as there may be.", SOON);
    } else if (isFull(who)) {
      throw Problem.later(503, "You have as many live streams as one may have.", SOON);
    }
  }

  private boolean isFull() {
    return open >= settings.maxStreams();
  }

  private boolean isFull(Principal who) {
    return byUser.getOrDefault(who.key(), 0) >= settings.maxStreamsPerUser();
  }

  /**
   * Whatever passes is one of this user's live streams, from when it is run until it ends. It ends
   * at once where others have taken the room since it was asked for.
   *
   * @param taken is run for each element that is taken: by a reader that has stalled none is
   */
  <T> Flow<T, T, NotUsed> one(Principal who, Runnable taken) {
    return Flow.<T, T, NotUsed>fromMaterializer(
            (materializer, attributes) -> {
              if (!begins(who)) {
                return Flow.<T>create().take(0);
              }
              return Flow.<T>create()
                  .via(all.flow())
                  .map(
                      it -> {
                        taken.run();
                        return it;
                      })
                  .watchTermination(
                      (notUsed, ended) -> {
                        ended.whenComplete((done, failure) -> ended(who));
                        return NotUsed.getInstance();
                      });
            })
        .mapMaterializedValue(notUsed -> NotUsed.getInstance());
  }

  private synchronized boolean begins(Principal who) {
    if (isFull() || isFull(who)) {
      return false;
    }
    open++;
    viewers.came();
    byUser.merge(who.key(), 1, Integer::sum);
    return true;
  }

  private synchronized void ended(Principal who) {
    open--;
    viewers.left();
    byUser.computeIfPresent(who.key(), (user, streams) -> streams == 1 ? null : streams - 1);
    tellIfAllEnded();
  }

  private void tellIfAllEnded() {
    if (isEnding && open == 0) {
      allEnded.complete(Done.getInstance());
    }
  }
}

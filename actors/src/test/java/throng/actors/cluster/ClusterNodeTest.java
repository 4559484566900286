package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.util.ByteString;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import throng.actors.counts.live.CameraStatus;
import throng.actors.counts.past.OtherNodes;
import throng.actors.session.FromOthers;
import throng.streams.frame.CameraId;
import throng.streams.frame.Mode;
import throng.streams.settings.HostAndPort;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** What nodes tell and ask each other. */
class ClusterNodeTest extends StartedNodes {
  @Test
  void nodesFindEachOtherAndSendCamerasWhereThereIsRoom() {
    List<ClusterHere> nodes = start(3, NEVER_SILENT);
    awaitAll(nodes);
    ClusterHere busy = nodes.get(0);
    ClusterHere large = nodes.get(2);
    large.capacity = 1000e6;
    ClusterHere small = nodes.get(1);
    fill(small, 10, 4e6);
    fill(busy, 10, 9e6);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(busy.node.betterFor(Loads.hello(DOOR, Mode.LIVE)))
                    .contains(large.frames));
    await()
        .atMost(PATIENCE)
        .until(() -> !small.commands(FromOthers.MembersChanged.class).isEmpty());
    assertThat(busy.node.describe()).contains(large.frames.toString(), "0.90", "up");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(busy.commands(FromOthers.MoveAway.class))
                    .isNotEmpty()
                    .allSatisfy(move -> assertThat(move.target()).isEqualTo(large.frames)));
  }

  @Test
  void aNameThatAnotherNodeHasIsRefusedOrTakenByTheLaterAttempt() {
    List<ClusterHere> nodes = start(2, NEVER_SILENT);
    awaitAll(nodes);
    ClusterHere first = nodes.get(0);
    ClusterHere second = nodes.get(1);
    first.node.opened(Loads.movable(DOOR, 7, 2, Mode.LIVE));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(second.node.claim(DOOR, 8, 1)).isPresent());
    Message.Refused refused = second.node.claim(DOOR, 8, 1).orElseThrow();
    assertThat(refused.code()).isEqualTo(RefusedCode.NAME_IN_USE);
    assertThat(refused.sentence()).contains("lobby/door", first.frames.toString());
    assertThat(second.node.claim(DOOR, 7, 1).orElseThrow().code())
        .isEqualTo(RefusedCode.UNAVAILABLE);
    assertThat(second.node.claim(DOOR, 7, 3)).isEmpty();

    second.node.opened(Loads.movable(DOOR, 7, 3, Mode.LIVE));
    // Said again each time that the other node tells of its cameras.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(first.commands(FromOthers.GiveUpName.class))
                    .containsOnly(new FromOthers.GiveUpName(DOOR, 7, 7, 2)));

    first.node.closed(DOOR, 7);
    second.node.closed(DOOR, 7);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(first.node.claim(DOOR, 9, 1)).isEmpty());
  }

  @Test
  void eachOfAThousandNamesOfOneNodeIsRefusedAtAnotherAllTheTime() throws Exception {
    List<ClusterHere> nodes = start(2, "");
    awaitAll(nodes);
    List<CameraId> cameras =
        IntStream.range(0, 1000).mapToObj(it -> new CameraId("lobby", "camera" + it)).toList();
    cameras.forEach(it -> nodes.get(0).node.opened(Loads.movable(it, 7, 1, Mode.LIVE)));
    ClusterHere other = nodes.get(1);
    await()
        .atMost(PATIENCE)
        .until(() -> cameras.stream().allMatch(it -> other.node.claim(it, 8, 1).isPresent()));

    // The whole list is told again meanwhile.
    await()
        .during(Duration.ofSeconds(6))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> cameras.stream().allMatch(it -> other.node.claim(it, 8, 1).isPresent()));
  }

  @Test
  void inARaceForANameOneNodeGivesItUp() {
    List<ClusterHere> nodes = start(2, "");
    awaitAll(nodes);
    nodes.get(0).node.opened(Loads.movable(DOOR, 1, 1, Mode.LIVE));
    nodes.get(1).node.opened(Loads.movable(DOOR, 2, 1, Mode.LIVE));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(givenUp(nodes)).isEqualTo(1));
  }

  @Test
  void hearsOthersAlsoAfterItHasFailedToUseWhatOneOfThemTold() {
    List<ClusterHere> nodes = start(2, "");
    awaitAll(nodes);
    ClusterHere first = nodes.get(0);
    first.isSayingBroken = true;
    first.said.clear();
    nodes.get(1).node.end();
    await().atMost(PATIENCE).until(() -> !first.said.isEmpty());
    first.isSayingBroken = false;

    List<HostAndPort> seeds = List.of(first.member, nodes.get(1).member);
    started.add(ClusterHere.start(ClusterHere.freePlace(), seeds, ""));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(first.node.members()).containsExactly(started.get(2).frames));
  }

  @Test
  void everyNodeKnowsHowAllCamerasStand() {
    List<ClusterHere> nodes = start(2, "");
    awaitAll(nodes);
    nodes.get(0).statuses =
        List.of(
            new CameraStatus(
                DOOR,
                true,
                OptionalDouble.of(12),
                OptionalInt.of(12),
                Optional.empty(),
                OptionalLong.empty(),
                List.of()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(nodes.get(1).node.cameras())
                    .extracting(it -> it.camera() + " at " + it.node())
                    .containsExactly("lobby/door at " + nodes.get(0).frames));
    assertThat(nodes.get(0).node.cameras()).isEmpty();
  }

  @Test
  void othersAnswerQuestionsAndWhoDoesNotIsNamed() {
    List<ClusterHere> nodes = start(3, "answer-within = 20s, " + NEVER_SILENT);
    awaitAll(nodes);
    ClusterHere asks = nodes.get(0);
    ClusterHere answers = nodes.get(1);
    ClusterHere cannot = nodes.get(2);
    ByteString large = ByteString.fromString("a third of MiB ".repeat(25_000));
    answers.answers = question -> CompletableFuture.completedFuture(question.concat(large));

    List<String> whom = asks.node.names();
    List<OtherNodes.Reply> replies = asks.node.ask(ByteString.fromString("? "), whom);

    assertThat(whom).containsExactlyInAnyOrder(answers.frames.toString(), cannot.frames.toString());
    assertThat(replies)
        .containsExactlyInAnyOrder(
            new OtherNodes.Reply(
                answers.frames.toString(), Optional.of(ByteString.fromString("? ").concat(large))),
            new OtherNodes.Reply(cannot.frames.toString(), Optional.empty()));
  }

  @Test
  void aNodeThatIsGoneIsStillMissedWhenOthersAreAsked() {
    List<ClusterHere> nodes = start(2, "");
    awaitAll(nodes);
    ClusterHere asks = nodes.get(0);
    String gone = nodes.get(1).frames.toString();

    nodes.get(1).close();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(asks.node.members()).isEmpty());
    assertThat(asks.node.names()).containsExactly(gone);
    assertThat(asks.node.ask(ByteString.fromString("?"), List.of(gone)))
        .containsExactly(new OtherNodes.Reply(gone, Optional.empty()));
  }
}

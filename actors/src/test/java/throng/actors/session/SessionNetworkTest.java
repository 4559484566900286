package throng.actors.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import throng.actors.serving.ModelHost;
import throng.actors.testing.FakeModel;
import throng.actors.testing.HandWrittenEdge;
import throng.actors.testing.Jpegs;
import throng.streams.frame.DensityMap;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** Which network counts a camera, as its edge is told. */
class SessionNetworkTest extends SessionOverWire {
  private final FakeModel other = new FakeModel(1, true).named("other").times(2);

  @BeforeEach
  void startWithTwo() throws Exception {
    start("", Optional.empty());
    ModelHost host = node.node.open(other);
    host.whenWarm().toCompletableFuture().get(20, SECONDS);
    node.node.models.put("second", host);
  }

  private static double people(HandWrittenEdge edge) throws Exception {
    Message.Reply reply = (Message.Reply) Objects.requireNonNull(edge.read());
    return ((DensityMap) reply.reply()).count();
  }

  @Test
  void countsACameraByTheNetworkThatItAsksFor() throws Exception {
    try (HandWrittenEdge edge = node.connect()) {
      edge.write(HandWrittenEdge.asking("door", "second"));
      Message.Welcome welcome = (Message.Welcome) Objects.requireNonNull(edge.read());

      edge.frame(0, Jpegs.of(640, 480, 7));

      assertThat(welcome.modelName()).isEqualTo("other");
      assertThat(people(edge)).isEqualTo(14);
    }
  }

  @Test
  void refusesACameraThatAsksForANetworkThatIsNotThereAndSaysWhichAre() throws Exception {
    try (HandWrittenEdge edge = node.connect()) {
      edge.write(HandWrittenEdge.asking("door", "third"));

      Message.Refused refused = (Message.Refused) Objects.requireNonNull(edge.read());

      assertThat(refused.code()).isEqualTo(RefusedCode.MODEL);
      assertThat(refused.sentence())
          .isEqualTo(
              "This node has no network called \"third\"; there are default, second. Say one of"
                  + " them with throng.edge-node.model, or none.");
    }
  }

  @Test
  void refusesACameraWhoseNetworkIsStillOpeningAndSaysSo() throws Exception {
    node.node.models.opens("third");
    try (HandWrittenEdge edge = node.connect()) {
      edge.write(HandWrittenEdge.asking("door", "third"));

      Message.Refused refused = (Message.Refused) Objects.requireNonNull(edge.read());

      assertThat(refused.code()).isEqualTo(RefusedCode.MODEL);
      assertThat(refused.sentence())
          .isEqualTo("The network \"third\" is still opening: try again a little later.");
    }
  }

  @Test
  void tellsThatAnotherNetworkCountsBeforeItsFirstCount() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      edge.frame(0, Jpegs.of(640, 480, 7));
      assertThat(people(edge)).isEqualTo(7);

      node.node.models.use("second", "default");
      edge.frame(1, Jpegs.of(640, 480, 7));

      assertThat(edge.read()).isEqualTo(new Message.ModelChanged("other", "1"));
      assertThat(people(edge)).isEqualTo(14);
    }
  }

  @Test
  void eachCountIsOfTheNetworkThatWasToldLastWhateverChangesUnderLoad() throws Exception {
    try (HandWrittenEdge edge = node.connect().welcomed("door")) {
      int factor = 1;
      int changes = 0;
      List<Long> sequences = new ArrayList<>();
      for (int sent = 0, answered = 0; answered < 300; ) {
        while (sent < 300 && sent - answered < 8) {
          edge.frame(sent, Jpegs.of(640, 480, 3));
          sent++;
          if (sent % 50 == 0) {
            node.node.models.use(sent % 100 == 0 ? "default" : "second", "default");
          }
        }
        Message message = Objects.requireNonNull(edge.read());
        if (message instanceof Message.ModelChanged changed) {
          factor = changed.name().equals("other") ? 2 : 1;
          changes++;
        } else {
          DensityMap map = (DensityMap) ((Message.Reply) message).reply();
          sequences.add(map.sequence());
          assertThat(map.count()).isEqualTo(3 * factor);
          answered++;
        }
      }

      assertThat(changes).isBetween(1, 6);
      for (int i = 0; i < 300; i++) {
        assertThat(sequences.get(i)).isEqualTo(i);
      }
    }
  }
}

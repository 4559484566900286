package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import throng.actors.testing.HandWrittenEdge;
import throng.streams.tls.MadeSite;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

/** What a certificate opens. */
class CertificateTest extends PairedSite {
  @Test
  void aPairedEdgeIsServedWithoutTheTokenThatOthersNeed() throws Exception {
    try (ListeningNode node = node("", Optional.of("secret"));
        HandWrittenEdge paired = node.connect(lobby).welcomed("door")) {
      assertCounts(paired, 7);
    }
  }

  @Test
  void oneThatCallsItselfByAnothersNameIsRefusedInWords() throws Exception {
    try (ListeningNode node = node();
        HandWrittenEdge thief = node.connect(MadeSite.client(site.edge("attic")))) {
      thief.write(HandWrittenEdge.hello("door", 1, ""));

      assertThat(refused(thief))
          .isEqualTo(
              new Message.Refused(
                  RefusedCode.CERTIFICATE,
                  "The edge node calls itself lobby, and its certificate is edge/attic's: leave its"
                      + " name out (--name, --node, or NODE of a service), or pair it as"
                      + " lobby."));
    }
  }

  @Test
  void aGpuNodeSendsNoPictures() throws Exception {
    try (ListeningNode node = node();
        HandWrittenEdge other = node.connect(MadeSite.client(site.gpuNode("lobby")))) {
      other.write(HandWrittenEdge.hello("door", 1, ""));

      assertThat(refused(other).sentence())
          .isEqualTo("The certificate is gpu-node/lobby's, and only an edge node's counts.");
    }
  }

  @Test
  void oneWithoutACertificateIsServedOnThisMachineAndWithTheTokenAlone() throws Exception {
    try (ListeningNode node = node("", Optional.of("secret"));
        HandWrittenEdge plain = node.connect();
        HandWrittenEdge encrypted = node.connect(MadeSite.nobody());
        HandWrittenEdge guess = node.connect(MadeSite.nobody())) {
      plain.write(HandWrittenEdge.hello("one", 1, "secret"));
      encrypted.write(HandWrittenEdge.hello("two", 1, "secret"));
      assertThat(plain.read()).isInstanceOf(Message.Welcome.class);
      assertThat(encrypted.read()).isInstanceOf(Message.Welcome.class);

      guess.write(HandWrittenEdge.hello("three", 1, "a guess"));
      assertThat(refused(guess).code()).isEqualTo(RefusedCode.TOKEN);
    }
  }

  @Test
  void anEdgeThatIsServedMaySayGoodbyeAndIsAnsweredFirst() throws Exception {
    try (ListeningNode node = node();
        HandWrittenEdge edge = node.connect(lobby).welcomed("door")) {
      assertCounts(edge, 3);
      edge.write(new Message.Goodbye(throng.streams.wire.GoodbyeReason.DONE, ""));

      assertThat(Objects.requireNonNull(edge.read())).isInstanceOf(Message.Goodbye.class);
      assertThat(edge.read()).isNull();
    }
  }
}

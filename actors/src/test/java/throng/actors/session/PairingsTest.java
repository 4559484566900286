package throng.actors.session;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.stream.SystemMaterializer;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.actors.statistics.NodeStatistics;
import throng.actors.testing.PatientProbes;
import throng.streams.pki.CertificateIssuer;
import throng.streams.pki.PairingCode;
import throng.streams.pki.PkiFiles;
import throng.streams.pki.SitePairing;
import throng.streams.settings.Backoff;
import throng.streams.tcp.Peer;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;
import throng.streams.wire.RefusedCode;

class PairingsTest {
  private static final PeerIdentity LOBBY = new PeerIdentity(Role.EDGE, "lobby");
  private static final Duration PAUSE = Duration.ofSeconds(1);

  @TempDir Path folder;
  private final ActorTestKit kit =
      ActorTestKit.create(ManualTime.config().withFallback(PatientProbes.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final NodeStatistics statistics = new NodeStatistics();
  private final TestProbe<Message> answers = kit.createTestProbe();
  private SitePairing site;
  private ActorRef<Pairings.Command> pairings;
  private ByteString key;

  private record Shown(
      String host, boolean isEncrypted, Optional<PeerIdentity> identity, Optional<String> distrust)
      implements Peer {
    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress(host, 4711);
    }
  }

  @BeforeEach
  void begin() throws Exception {
    PkiFiles files = new PkiFiles(folder.resolve("pki"));
    site = new SitePairing(files, InstantSource.system());
    key = ByteString.fromArray(KeyPairs.p256());
    var settings =
        new WrongTokenSettings(new Backoff(PAUSE, PAUSE, 0), 1, Duration.ofMinutes(10), 8);
    pairings =
        kit.spawn(
            Pairings.create(
                new CertificateIssuer(files, InstantSource.system()),
                settings,
                statistics,
                () -> 1));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private static final class KeyPairs {
    static byte[] p256() throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair().getPublic().getEncoded();
    }
  }

  private static Peer stranger(String host) {
    return new Shown(host, true, Optional.empty(), Optional.empty());
  }

  private PairingCode code() throws Exception {
    return site.code("gpu-1", LOBBY, Duration.ofHours(1));
  }

  /** As the client has it: the last 16 characters of a code hold its secret. */
  private Message.Pair pair(PairingCode code) {
    return new Message.Pair(Secrets.of(code), key, "edge");
  }

  private Message.Pair guess() {
    return new Message.Pair(ByteString.fromString("0123456789"), key, "edge");
  }

  private void ask(Peer peer, Message.Pair pair) {
    pairings.tell(new Pairings.Ask(peer, pair, answers.getRef()));
  }

  private Message.Refused refused() {
    return answers.expectMessageClass(Message.Refused.class);
  }

  @Test
  void givesACertificateForACodeOnce() throws Exception {
    PairingCode code = code();

    ask(stranger("10.0.0.1"), pair(code));
    answers.expectMessageClass(Message.Paired.class);

    ask(stranger("10.0.0.1"), pair(code));
    assertThat(refused().code()).isEqualTo(RefusedCode.TOKEN);
    assertThat(statistics.snapshot().refused(RefusedCode.TOKEN)).isOne();
  }

  @Test
  void looksAtNoCodeThatCameUnencrypted() throws Exception {
    PairingCode code = code();

    ask(new Shown("10.0.0.1", false, Optional.empty(), Optional.empty()), pair(code));

    assertThat(refused())
        .isEqualTo(
            new Message.Refused(
                RefusedCode.BAD_HELLO,
                "A certificate is given over TLS only: use edge-node pair or gpu-node join."));
    ask(stranger("10.0.0.1"), pair(code));
    answers.expectMessageClass(Message.Paired.class);
  }

  @Test
  void aGuessMakesTheNextOfItsNetworkWaitAndNobodyElse() throws Exception {
    PairingCode mine = code();
    PairingCode others = code();
    ask(stranger("10.0.0.1"), guess());
    assertThat(refused().code()).isEqualTo(RefusedCode.TOKEN);

    ask(stranger("10.0.0.1"), pair(mine));
    ask(stranger("10.0.0.2"), pair(others));
    answers.expectMessageClass(Message.Paired.class);
    answers.expectNoMessage(Duration.ZERO);

    time.timePasses(PAUSE);
    answers.expectMessageClass(Message.Paired.class);
  }

  @Test
  void fewGuessesWaitAtOnce() {
    ask(stranger("10.0.0.1"), guess());
    assertThat(refused().code()).isEqualTo(RefusedCode.TOKEN);

    ask(stranger("10.0.0.1"), guess());
    ask(stranger("10.0.0.1"), guess());

    assertThat(refused().code()).isEqualTo(RefusedCode.UNAVAILABLE);
  }

  @Test
  void renewsForWhoShowsACertificateThatCountsAlone() throws Exception {
    ask(stranger("10.0.0.9"), pair(code()));
    answers.expectMessageClass(Message.Paired.class);
    var further = new Message.Pair(ByteString.emptyByteString(), key, "edge/lobby");

    ask(new Shown("10.0.0.1", true, Optional.of(LOBBY), Optional.empty()), further);
    answers.expectMessageClass(Message.Paired.class);

    ask(new Shown("10.0.0.1", true, Optional.empty(), Optional.of("It ended.")), further);
    assertThat(refused()).isEqualTo(new Message.Refused(RefusedCode.BAD_HELLO, "It ended."));
    ask(stranger("10.0.0.1"), further);
    assertThat(refused().code()).isEqualTo(RefusedCode.TOKEN);
  }

  @Test
  void whoWaitsForOthersWrongCodesMayBeCrowdedOut() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    Peer waiting =
        new Peer() {
          @Override
          public InetSocketAddress address() {
            return new InetSocketAddress("10.0.0.1", 4712);
          }

          @Override
          public boolean isEncrypted() {
            return true;
          }

          @Override
          public void waits() {
            told.add("waits");
          }

          @Override
          public void judged() {
            told.add("judged");
          }
        };
    ask(stranger("10.0.0.1"), guess());
    refused();

    ask(waiting, pair(code()));
    // Another's is answered only once that one waits.
    ask(stranger("10.0.0.2"), guess());
    refused();
    answers.expectNoMessage(Duration.ZERO);
    assertThat(told).containsExactly("waits");
    time.timePasses(PAUSE);

    answers.expectMessageClass(Message.Paired.class);
    assertThat(told).containsExactly("waits", "judged");
  }

  @Test
  void tellsNoSecretToLogs() throws Exception {
    PairingCode code = code();
    String secret = Secrets.of(code).toString();

    LoggingTestKit.warn("Gave no certificate to 10.0.0.1:4711: This pairing code is not known")
        .expect(
            kit.system(),
            () -> {
              ask(stranger("10.0.0.1"), guess());
              return refused();
            });
    assertThat(new Pairings.Ask(stranger("10.0.0.1"), pair(code), answers.getRef()).toString())
        .contains("Pair[edge]")
        .doesNotContain(secret, code.text());
  }

  @Test
  void endsTheConnectionWithItsAnswer() throws Exception {
    var flow =
        new PairingFlow(pairings, kit.system().scheduler())
            .flow(stranger("10.0.0.1"), pair(code()));

    List<Message> said =
        Source.<Message>maybe()
            .via(flow)
            .runWith(Sink.seq(), SystemMaterializer.get(kit.system()).materializer())
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);

    assertThat(said).singleElement().isInstanceOf(Message.Paired.class);
  }
}

package throng.gpu.publish.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.typesafe.config.ConfigFactory;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import throng.gpu.publish.Alerts;
import throng.gpu.publish.delivery.Answer;
import throng.gpu.publish.delivery.Answer.Outcome;
import throng.gpu.publish.delivery.Delivery;
import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/** What people get, from a mail server of the test's. */
class MailSenderTest {
  @TempDir Path folder = Path.of(".");

  private final GreenMail server = new GreenMail(setup());

  private static ServerSetup setup() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(30_000);
    return setup;
  }

  @BeforeEach
  void begin() {
    server.start();
    server.setUser("throng", "pw");
  }

  @AfterEach
  void end() {
    server.stop();
  }

  @Test
  void tellsAllReceiversInWords() throws Exception {
    Answer answer = send(settings("encryption = none"));

    assertThat(answer.outcome()).as(answer.reason()).isEqualTo(Outcome.DELIVERED);
    MimeMessage[] messages = server.getReceivedMessages();
    assertThat(messages).hasSize(2);
    assertThat(messages[0].getSubject())
        .isEqualTo("Throng: alert crush begins at lobby/hall/stage");
    assertThat(messages[0].getFrom()[0]).hasToString("throng@example.org");
    assertThat(messages[0].getContent().toString().replace("\r\n", "\n"))
        .isEqualTo(
            """
            81 people in lobby/hall/stage for 10 s.

            When: 2026-11-26 13:00:00 +01:00 (Europe/Berlin)
            Severity: critical\
            """);
  }

  @Test
  void signsIn() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "pw\n");
    String password = "password-file = \"" + file + "\"";

    assertThat(send(settings("encryption = none", "user = throng", password)).outcome())
        .isEqualTo(Outcome.DELIVERED);
    Files.writeString(file, "wrong\n");
    assertThat(send(settings("encryption = none", "user = throng", password)).outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void anAddressThatIsRefusedKeepsNobodyElseFromBeingTold() throws Exception {
    try (RefusingMailServer refusing = new RefusingMailServer("550 no such user")) {
      MailSender sender = sender(refusing.settings(MailSenderTest::read, TARGET));
      refusing.refuse("b@example.org");

      Answer answer = send(sender);

      assertThat(answer.outcome()).as(answer.reason()).isEqualTo(Outcome.DELIVERED);
      assertThat(answer.reason()).contains("refuses b@example.org: 550 no such user");
      assertThat(refusing.told()).containsExactly("ops@example.org");
      refusing.refuse("ops@example.org");
      assertThat(send(sender).outcome()).isEqualTo(Outcome.FAILED);
    }
  }

  @Test
  void anAddressThatIsRefusedForAWhileIsTriedAgainAlone() throws Exception {
    try (RefusingMailServer refusing = new RefusingMailServer("450 greylisted")) {
      MailSender sender = sender(refusing.settings(MailSenderTest::read, TARGET));
      refusing.refuse("b@example.org");

      assertThat(send(sender).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(refusing.told()).containsExactly("ops@example.org");

      refusing.takeAll();
      assertThat(send(sender).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(refusing.told()).containsExactly("ops@example.org", "b@example.org");
    }
  }

  @Test
  void whoIsWrittenWithANameIsNotToldTwiceEither() throws Exception {
    try (RefusingMailServer refusing = new RefusingMailServer("450 greylisted")) {
      MailSender sender =
          sender(
              refusing.settings(
                  MailSenderTest::read,
                  "targets.ops.to = [\"Ada <ada@example.org>\", \"Bob <b@example.org>\"]"));
      refusing.refuse("b@example.org");
      send(sender);

      refusing.takeAll();

      assertThat(send(sender).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(refusing.told()).containsExactly("ada@example.org", "b@example.org");
    }
  }

  @Test
  void aMailThatWasTakenIsNotSentAgainWhereTheServerIsGoneBeforeTheFarewell() throws Exception {
    try (RefusingMailServer leaving = new RefusingMailServer("")) {
      MailSender sender = sender(leaving.settings(MailSenderTest::read, TARGET));
      leaving.goOnceItHasTaken();

      for (int i = 0; i < 20; i++) {
        Answer answer = send(sender);
        assertThat(answer.outcome()).as(answer.reason()).isEqualTo(Outcome.DELIVERED);
      }
      assertThat(leaving.told()).hasSize(40);
    }
  }

  @Test
  void sendsNothingToAServerWithoutTheEncryptionThatIsWanted() {
    Answer answer = send(settings());

    assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(answer.reason()).contains("STARTTLS").doesNotContain("Exception");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void doesNotWaitForAServerThatHangs() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MailSettings settings =
          read("server = \"127.0.0.1:" + silent.getLocalPort() + "\", time-out = 1s", TARGET);

      assertThat(send(settings).outcome()).isEqualTo(Outcome.FAILED);
    }
  }

  @Test
  void doesNotWaitForAServerThatSaysALittleAgainAndAgain() throws Exception {
    try (RefusingMailServer slow = new RefusingMailServer("")) {
      slow.welcomeAtLength(100);
      MailSender sender = sender(slow.settings(MailSenderTest::read, TARGET + ", time-out = 1s"));

      Answer answer = send(sender);

      assertThat(answer.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(answer.reason()).contains("the mail took longer than 3 s");
      assertThat(slow.told()).isEmpty();
      slow.welcomeAtLength(1);
      assertThat(send(sender).outcome()).isEqualTo(Outcome.DELIVERED);
    }
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String to : new String[] {"[]", "[nobody]", "[\"a@b\\r\\nBcc: c@d\"]", "[\"a@b, c@d\"]"}) {
      assertThatThrownBy(() -> read("targets.ops.to = " + to))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("throng.gpu-node.mail.targets.ops.to must be");
    }
  }

  private static final String TARGET = "targets.ops.to = [\"ops@example.org\", \"b@example.org\"]";

  private MailSettings settings(String... more) {
    return read(
        "server = \"127.0.0.1:" + server.getSmtp().getPort() + "\"",
        "from = \"throng@example.org\"",
        TARGET,
        String.join("\n", more));
  }

  private static MailSettings read(String... settings) {
    return MailSettings.from(
        Block.of(
            "throng.gpu-node",
            ConfigFactory.parseString(
                    "throng.gpu-node.mail {"
                        + String.join("\n", settings)
                        + "}, throng.gpu-node.site.time-zone = Europe/Berlin")
                .withFallback(ConfigFactory.load())));
  }

  private static Answer send(MailSettings settings) {
    return send(sender(settings));
  }

  private static MailSender sender(MailSettings settings) {
    return new MailSender(
        settings.server().orElseThrow(), settings, "ops", Runnable::run, Instant::now);
  }

  private static Answer send(MailSender sender) {
    return sender
        .send(new Delivery("mail:ops", "a1", "", sender.body(Alerts.firing("a1")), 0, 0))
        .toCompletableFuture()
        .join();
  }
}

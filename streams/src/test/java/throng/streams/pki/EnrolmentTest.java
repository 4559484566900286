package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

class EnrolmentTest extends EnrolledSite {
  private void isRefused(HostAndPort node, PairingCode code, String sentence) {
    assertThatThrownBy(() -> edge().pair(node, code)).hasMessageContaining(sentence);
    assertThat(files("edge").isWhole()).isFalse();
  }

  @Test
  void keepsTheCertificateItsKeyAndTheAuthority() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");

    assertThat(edge().pair(server.address(), code)).isEqualTo(LOBBY);

    assertThat(files("edge").identity()).contains(LOBBY);
    assertThat(files("edge").keys().getPublic()).isEqualTo(files("edge").own().getPublicKey());
    assertThat(PkiFiles.read(files("edge").authorities()))
        .containsExactly(SiteAuthority.open(files("gpu")).root());
    assertThat(files("edge").isSigner()).isFalse();
    assertThat(files("edge").gpuNode()).contains(server.address());
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void aReplayedPairingIsRefusedInWords() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");
    new Enrolment(files("first"), Role.EDGE).pair(server.address(), code);

    isRefused(server.address(), code, "This pairing code was used already");
  }

  @Test
  void sendsItsSecretToNoOtherSite() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    code("liar", LOBBY);
    PairingServer liar = serve("liar");

    isRefused(
        liar.address(),
        code,
        "what answers there is not of the site that made this code; the code may be mistyped");

    assertThat(liar.asked).isEmpty();
  }

  @Test
  void sendsItsSecretToNoEdgeOfTheSite() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("liar"), Role.EDGE).pair(server.address(), code("gpu", LOBBY));
    PairingServer liar = serve(files("liar"), files("gpu"));

    assertThatThrownBy(
            () -> edge().pair(liar.address(), code("gpu", new PeerIdentity(Role.EDGE, "b"))))
        .isInstanceOf(IOException.class);

    assertThat(liar.asked).isEmpty();
    assertThat(files("edge").isWhole()).isFalse();
  }

  @Test
  void saysWhatIsThereInPlaceOfANodeThatEncrypts() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    try (ServerSocket plain = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      HostAndPort at = new HostAndPort("127.0.0.1", plain.getLocalPort());
      Thread answering =
          new Thread(
              () -> {
                while (refusesOne(plain)) {
                  // Whoever asks again is told the same.
                }
              });
      answering.start();

      isRefused(at, code, "the node at " + at + " does not speak TLS; type  gpu-node pair NAME");
      plain.close();
      answering.join();
      isRefused(at, code, "the node at " + at + " cannot be reached: Connection refused");
    }
  }

  @Test
  void waitsForANodeThatIsAboutToEncrypt() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");
    try (ServerSocket front = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                if (refusesOne(front)) {
                  passesOn(front, server.address());
                }
              });
      answering.start();

      HostAndPort at = new HostAndPort("127.0.0.1", front.getLocalPort());
      assertThat(edge().pair(at, code)).isEqualTo(LOBBY);
      answering.join();
    }
  }

  /** In words, as a node does that does not encrypt yet; false: nobody comes any more. */
  private static boolean refusesOne(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      client.getOutputStream().write("Refused.".getBytes(StandardCharsets.UTF_8));
      client.getInputStream().readNBytes(1);
      return true;
    } catch (IOException over) {
      return !plain.isClosed();
    }
  }

  private static void passesOn(ServerSocket front, HostAndPort to) {
    try (Socket client = front.accept();
        Socket server = new Socket(to.host(), to.port())) {
      Thread there = new Thread(() -> copies(client, server));
      there.start();
      copies(server, client);
      there.join();
    } catch (IOException | InterruptedException over) {
      return;
    }
  }

  private static void copies(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException over) {
      return;
    }
  }

  @Test
  void asksForNothingThatItCannotKeep() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");
    Files.writeString(files("edge").path(), "a file where the folder is to be");

    assertThatThrownBy(() -> edge().pair(server.address(), code)).isInstanceOf(IOException.class);

    assertThat(server.asked).isEmpty();
  }

  @Test
  void changesNoFolderOfAnotherKind() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");
    PairingCode second = code("gpu", SECOND);
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), second);

    assertThatThrownBy(() -> new Enrolment(files("gpu-2"), Role.EDGE).pair(server.address(), code))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds the certificate of gpu-node/gpu-2");
    assertThatThrownBy(() -> new Enrolment(files("gpu"), Role.EDGE).pair(server.address(), code))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("holds the authority of a site");
  }

  @Test
  void isDoneByOneCommandAtATime() throws Exception {
    PairingCode code = code("gpu", LOBBY);
    PairingServer server = serve("gpu");

    try (FolderLock held = FolderLock.take(files("edge"))) {
      assertThatThrownBy(() -> edge().pair(server.address(), code))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("Another command is changing");
      assertThat(held).isNotNull();
    }
    edge().pair(server.address(), code);
  }

  @Test
  void aLinkInThePlaceOfTheLockIsRefusedAndLeadsToNothing() throws Exception {
    Path others = Files.writeString(temporary.resolve("passwd"), "root");
    Files.setPosixFilePermissions(others, PosixFilePermissions.fromString("rw-r--r--"));
    Path pki = Files.createDirectories(files("gpu").path());
    Files.createSymbolicLink(pki.resolve("lock"), others);

    assertThatThrownBy(() -> code("gpu", LOBBY)).hasMessageContaining("it is a link");

    assertThat(Files.getPosixFilePermissions(others))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  @Test
  void pairingMendsACertificateThatIsBroken() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    for (Path broken : List.of(files("edge").certificate(), files("edge").key())) {
      Files.writeString(broken, "broken");

      assertThat(edge().pair(server.address(), code("gpu", LOBBY))).isEqualTo(LOBBY);

      assertThat(files("edge").keys().getPublic()).isEqualTo(files("edge").own().getPublicKey());
    }
  }
}

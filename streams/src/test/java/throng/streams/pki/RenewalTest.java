package throng.streams.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import java.nio.file.Files;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import throng.streams.settings.HostAndPort;
import throng.streams.settings.SettingsException;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;
import throng.streams.wire.Message;

class RenewalTest extends EnrolledSite {
  @Test
  void renewsInItsLastThirdAndKeepsItsKey() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    X509Certificate first = files("edge").own();
    Renewal renewal = Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now);
    now = now.plus(TWO_THIRDS.minusDays(2));
    assertThat(renewal.look()).isEmpty();

    now = now.plus(Duration.ofDays(3));

    assertThat(renewal.look()).get().matches(Told::isGood);
    assertThat(files("edge").own().getNotAfter()).isAfter(first.getNotAfter());
    assertThat(files("edge").own().getPublicKey()).isEqualTo(first.getPublicKey());
    assertThat(files("edge").identity()).contains(LOBBY);
    assertThat(renewal.look()).isEmpty();
  }

  @Test
  void saysThatTheAuthorityEndsAndRenewsOnceThereIsAnother() throws Exception {
    Instant today = now;
    now = today.minus(Duration.ofDays(3552));
    PairingServer server = begun("gpu");
    PairingCode code = code("gpu", LOBBY);
    now = today;
    new PairingCodes(files("gpu"))
        .add(code.secret().toArrayUnsafe(), new PairingCodes.Entry(LOBBY, now.plus(HOUR)), now);
    SiteAuthority.open(files("gpu")).signOwn(files("gpu").identity().orElseThrow(), now);
    server.close();
    server = serve("gpu");
    edge().pair(server.address(), code);
    Renewal renewal = Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now);

    assertThat(renewal.look())
        .get()
        .extracting(Told::sentence)
        .asString()
        .startsWith("The authority of the site ends ")
        .contains("gpu-node pair --renew-ca");

    site("gpu").renewAuthority();
    PairingServer renewed = serve("gpu");
    assertThat(Renewal.ofEdge(files("edge"), List.of(renewed.address()), () -> now).look())
        .get()
        .matches(Told::isGood);
    assertThat(renewal.look()).isEmpty();
  }

  @Test
  void asksTheNextNodeAndTellsWhyNoneRenews() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    HostAndPort closed = new HostAndPort("127.0.0.1", 1);
    now = now.plus(TWO_THIRDS);

    assertThat(Renewal.ofEdge(files("edge"), List.of(closed), () -> now).look())
        .get()
        .satisfies(
            told ->
                assertThat(told.sentence())
                    .startsWith("The certificate ends ")
                    .contains(
                        "could not be renewed yet: the node at 127.0.0.1:1 cannot be reached"));
    assertThat(Renewal.ofEdge(files("edge"), List.of(closed, server.address()), () -> now).look())
        .get()
        .matches(Told::isGood);
  }

  @Test
  void aNodeWithTheAuthoritysKeyRenewsItselfAndOneWithoutAsksIt() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    X509Certificate first = files("gpu").own();
    now = now.plus(TWO_THIRDS);

    for (String node : List.of("gpu", "gpu-2")) {
      assertThat(Renewal.ofGpuNode(files(node), () -> now).look()).get().matches(Told::isGood);
      assertThat(files(node).own().getNotAfter()).isAfter(first.getNotAfter());
    }
  }

  @Test
  void aNodeWithoutTheAuthoritysKeyForwardsWhatAnEdgeAsks() throws Exception {
    PairingServer server = begun("gpu");
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    edge().pair(server.address(), code("gpu", LOBBY));
    PairingServer second = serve("gpu-2");
    now = now.plus(TWO_THIRDS);

    assertThat(Renewal.ofEdge(files("edge"), List.of(second.address()), () -> now).look())
        .get()
        .matches(Told::isGood);

    assertThat(second.asked).hasSize(1);
    assertThat(files("edge").identity()).contains(LOBBY);
  }

  @Test
  void anEdgeRenewsAcrossAChangeOfTheAuthority() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    X509Certificate before = SiteAuthority.open(files("gpu")).root();
    assertThat(site("gpu").renewAuthority()).isEqualTo(1);
    assertThatThrownBy(() -> site("gpu").renewAuthority())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("edge/lobby");
    X509Certificate after = SiteAuthority.open(files("gpu")).root();
    PairingServer renewed = serve("gpu");
    PairingCode code = code("gpu", new PeerIdentity(Role.EDGE, "new"));
    new Enrolment(files("new"), Role.EDGE).pair(renewed.address(), code);
    now = now.plus(TWO_THIRDS);

    assertThat(Renewal.ofEdge(files("edge"), List.of(renewed.address()), () -> now).look())
        .get()
        .matches(Told::isGood);

    assertThat(before).isNotEqualTo(after);
    assertThat(PkiFiles.read(files("edge").authorities())).first().isEqualTo(after);
    assertThat(PkiFiles.read(files("gpu").authorities())).containsExactly(after);
    // Whoever trusts the new authority alone still knows the node, which shows the cross
    // certificate.
    now = now.plus(TWO_THIRDS);
    assertThat(Renewal.ofEdge(files("edge"), List.of(renewed.address()), () -> now).look())
        .get()
        .matches(Told::isGood);
    assertThat(PkiFiles.read(files("edge").authorities())).containsExactly(after);
    now = now.minus(TWO_THIRDS);
    assertThat(Renewal.ofEdge(files("edge"), List.of(renewed.address()), () -> now).look())
        .isEmpty();
  }

  @Test
  void noGpuNodePutsAnotherAuthorityInThePlaceOfTheSites() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    new Enrolment(files("gpu-2"), Role.GPU_NODE).pair(server.address(), code("gpu", SECOND));
    PairingServer liar = serve("gpu-2");
    SiteAuthority its = SiteAuthority.openOrMake(files("its"), "its", now);
    SiteAuthority sites = SiteAuthority.open(files("gpu"));
    String before = Files.readString(files("edge").certificate());
    now = now.plus(TWO_THIRDS);
    PublicKey key = files("edge").own().getPublicKey();

    Message forged = paired(its.sign(LOBBY, key, now));
    liar.lies(pair -> forged);
    isNotRenewed(liar, "gave the certificate of an authority that is not the site's");
    List<X509Certificate> beside = new ArrayList<>(sites.sign(LOBBY, key, now));
    beside.add(its.root());
    liar.lies(pair -> paired(beside));
    isNotRenewed(liar, "gave the certificate of an authority that is not the site's");

    assertThat(files("edge").certificate()).hasContent(before);
    assertThat(PkiFiles.read(files("edge").authorities())).containsExactly(sites.root());
  }

  private void isNotRenewed(PairingServer server, String why) {
    assertThat(Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now).look())
        .get()
        .satisfies(told -> assertThat(told.isGood()).isFalse())
        .satisfies(told -> assertThat(told.sentence()).contains(why));
  }

  private static Message paired(List<X509Certificate> certificates) {
    return new Message.Paired(
        certificates.stream()
            .map(each -> ByteString.fromArray(Certificates.encoded(each)))
            .toList());
  }

  @Test
  void aKeyThatCannotBeReadForAMomentCostsNoIdentity() throws Exception {
    PairingServer server = begun("gpu");
    edge().pair(server.address(), code("gpu", LOBBY));
    String certificate = Files.readString(files("edge").certificate());
    String key = Files.readString(files("edge").key());
    Files.delete(files("edge").key());
    Files.createDirectory(files("edge").key());
    now = now.plus(TWO_THIRDS);
    Renewal renewal = Renewal.ofEdge(files("edge"), List.of(server.address()), () -> now);

    assertThat(renewal.look())
        .get()
        .extracting(Told::sentence)
        .asString()
        .startsWith("The certificate cannot be renewed: ");
    assertThatThrownBy(() -> edge().pair(server.address(), usedCode(server)))
        .isInstanceOf(NotIssuedException.class);

    assertThat(files("edge").certificate()).hasContent(certificate);
    Files.delete(files("edge").key());
    Files.writeString(files("edge").key(), key);
    assertThat(renewal.look()).get().matches(Told::isGood);
  }

  private PairingCode usedCode(PairingServer server) throws Exception {
    PairingCode code = code("gpu", new PeerIdentity(Role.EDGE, "other"));
    new Enrolment(files("other"), Role.EDGE).pair(server.address(), code);
    return code;
  }
}

package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import throng.streams.settings.HostAndPort;

class PlaceSearchTest {
  private static final HostAndPort LOOPBACK = new HostAndPort("127.0.0.1", 7600);
  private static final HostAndPort EVERYWHERE = new HostAndPort("0.0.0.0", 7600);
  private static final HostAndPort HERE = new HostAndPort(NamedHosts.HERE, 7600);
  private static final String TWO = "seeds = [\"gpu-1:25520\", \"gpu-2:25520\"]";

  private final NamedHosts hosts = new NamedHosts();

  @Test
  void aSeedIsKnownAsItIsWrittenWhereItListens() {
    hosts.know("localhost", "127.0.0.1");

    PlaceSearch.Found found =
        found("seeds = [\"localhost:25520\", \"127.0.0.1:25521\"], listen = \"\"", LOOPBACK);

    assertThat(found.place().bind()).isEqualTo(place("127.0.0.1:25520"));
    assertThat(found.place().member()).isEqualTo(place("localhost:25520"));
    assertThat(found.place().frames()).isEqualTo(LOOPBACK);
    assertThat(found.isSure()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.1.1", "127.0.0.1", NamedHosts.HERE})
  void aSeedThatListensEverywhereIsKnownByItsNameWhateverThatStandsForHere(String address) {
    hosts.know("gpu-1", address);
    hosts.know("gpu-2", "10.0.0.6");

    PlaceSearch.Found found = found(TWO, EVERYWHERE);

    assertThat(found.place().bind()).isEqualTo(place("0.0.0.0:25520"));
    assertThat(found.place().member()).isEqualTo(place("gpu-1:25520"));
    assertThat(found.place().frames()).isEqualTo(place("gpu-1:7600"));
    assertThat(found.isSure()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.1.1", NamedHosts.HERE})
  void aSeedThatListensAtOneAddressIsKnownByItsName(String address) {
    hosts.know("gpu-1", address);
    hosts.know("gpu-2", "10.0.0.6");

    PlaceSearch.Found found = found(TWO, HERE);

    assertThat(found.place().bind()).isEqualTo(place("10.0.0.5:25520"));
    assertThat(found.place().member()).isEqualTo(place("gpu-1:25520"));
    assertThat(found.place().frames()).isEqualTo(HERE);
    assertThat(found.isSure()).isTrue();
  }

  @Test
  void aSeedThatAdvertisesItsAddressIsKnownByItsNameToo() {
    hosts.know("gpu-1", "127.0.1.1");
    hosts.know("gpu-2", "10.0.0.6");

    PlaceSearch.Found everywhere = found(TWO + ", advertise = \"10.0.0.5:25520\"", EVERYWHERE);
    PlaceSearch.Found translated = found(TWO + ", advertise = \"10.0.0.6:25520\"", HERE);

    assertThat(everywhere.place().member()).isEqualTo(place("gpu-1:25520"));
    assertThat(everywhere.place().frames()).isEqualTo(place("gpu-1:7600"));
    assertThat(translated.place().member()).isEqualTo(place("gpu-2:25520"));
  }

  @Test
  void ofNodesOnOneMachineEachIsTheSeedWhoseAddressOrPortItHas() {
    hosts.know("a", NamedHosts.HERE);
    hosts.know("b", "10.0.0.7");
    hosts.own("10.0.0.7");
    String seeds = "seeds = [\"a:25520\", \"b:25520\", \"a:25521\"]";

    assertThat(member(seeds, new HostAndPort("10.0.0.7", 7600))).isEqualTo(place("b:25520"));
    assertThat(member("seeds = [\"a:25520\"]", new HostAndPort("10.0.0.7", 7600)))
        .isEqualTo(place("10.0.0.7:25520"));
    assertThat(member(seeds + ", listen = \"0.0.0.0:25521\"", EVERYWHERE))
        .isEqualTo(place("a:25521"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", NamedHosts.HERE})
  void isNotKnownByANameThatSeveralMachinesHave(String listening) {
    hosts.know("gpu", "10.0.0.6", NamedHosts.HERE);

    PlaceSearch.Found found = found("seeds = [\"gpu:25520\"]", new HostAndPort(listening, 7600));

    assertThat(found.place().member()).isEqualTo(place("10.0.0.5:25520"));
    assertThat(found.isSure()).isTrue();
  }

  @Test
  void whoIsNoSeedIsReachedAtTheAddressThatLeadsToOne() {
    hosts.know("gpu-1", "10.0.0.6");
    hosts.know("gpu-2", "10.0.0.7");

    PlaceSearch.Found found = found(TWO, EVERYWHERE);

    assertThat(found.place().member()).isEqualTo(place("10.0.0.5:25520"));
    assertThat(found.place().frames()).isEqualTo(place("10.0.0.5:7600"));
    assertThat(found.isSure()).isTrue();
  }

  @Test
  void whoIsNoSeedIsKnownAsTheSeedOnItsMachineIs() {
    assertThat(member("seeds = [\"127.0.0.1:25521\"], listen = \"0.0.0.0:25520\"", EVERYWHERE))
        .isEqualTo(place("127.0.0.1:25520"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void isNotReachedAtLoopbackWhereAnotherSeedIsElsewhere(String loopback) {
    hosts.know("localhost", "127.0.0.1");
    hosts.know("gpu-2", "10.0.0.6");

    PlaceSearch.Found found =
        found("seeds = [\"%s:25520\", \"gpu-2:25520\"]".formatted(loopback), EVERYWHERE);

    assertThat(found.place().member()).isEqualTo(place("10.0.0.5:25520"));
    assertThat(found.place().frames()).isEqualTo(place("10.0.0.5:7600"));
  }

  @Test
  void isNowhereWhileNoSeedIsKnownOrReached() {
    assertThat(search(TWO, EVERYWHERE).look()).isEmpty();

    hosts.know("gpu-2", "10.0.0.6");
    hosts.unplug();

    assertThat(search(TWO, EVERYWHERE).look()).isEmpty();
    assertThat(search(TWO, EVERYWHERE).sentence())
        .contains("[gpu-1:25520, gpu-2:25520]", "throng.gpu-node.cluster.advertise");
  }

  @Test
  void isNotSureWhileTheNameOfASeedThatItMayBeIsNotKnown() {
    hosts.know("gpu-2", "10.0.0.6");

    PlaceSearch.Found everywhere = found(TWO, EVERYWHERE);
    PlaceSearch.Found atOne = found(TWO, HERE);
    PlaceSearch.Found otherPort = found(TWO + ", listen = \"0.0.0.0:25521\"", EVERYWHERE);

    assertThat(everywhere.place().member()).isEqualTo(place("10.0.0.5:25520"));
    assertThat(everywhere.isSure()).isFalse();
    assertThat(atOne.place().member()).isEqualTo(place("10.0.0.5:25520"));
    assertThat(atOne.isSure()).isFalse();
    assertThat(otherPort.isSure()).isTrue();
  }

  @Test
  void isReachedWhereItsSettingsSay() {
    PlaceSearch.Found found =
        found(
            "seeds = [\"127.0.0.1:25521\"], advertise = \"a:1\", advertise-frames = \"b:2\"",
            LOOPBACK);

    assertThat(found.place().member()).isEqualTo(place("a:1"));
    assertThat(found.place().frames()).isEqualTo(place("b:2"));
  }

  private HostAndPort member(String settings, HostAndPort listening) {
    return found(settings, listening).place().member();
  }

  private PlaceSearch.Found found(String settings, HostAndPort listening) {
    return search(settings, listening).look().orElseThrow();
  }

  private PlaceSearch search(String settings, HostAndPort listening) {
    return new PlaceSearch(Loads.settings(settings), listening, hosts);
  }

  private static HostAndPort place(String text) {
    return HostAndPort.parse(text).orElseThrow();
  }
}

package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import java.io.DataOutputStream;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import throng.actors.counts.MemberBytes;
import throng.actors.counts.Series;
import throng.actors.counts.Severity;
import throng.actors.counts.alert.AlertMemory.Firing;
import throng.actors.counts.live.CameraStatus;
import throng.streams.frame.CameraId;
import throng.streams.settings.HostAndPort;

class ToldCodecTest {
  private static final CameraId DOOR = new CameraId("lobby", "door");
  private static final HostAndPort HERE = new HostAndPort("10.0.0.5", 25520);
  private static final ServedNetworks NETWORKS = ServedNetworks.of(List.of("hall"));
  private static final NodeLoad LOAD =
      new NodeLoad(HERE, new HostAndPort("10.0.0.5", 7600), 1.5, 3, 4, 5, true, 6, NETWORKS);

  /** Of a list of one. */
  private static final int NETWORKS_BYTES = Integer.BYTES + Short.BYTES + "hall".length();

  private final ToldSerializer serializer = new ToldSerializer();

  /** Each kind of message at least once. */
  static List<Told> told() {
    return List.of(
        LOAD,
        new NodeLoad(HERE, LOAD.frames(), 1.5, Double.NaN, 4, 5, false, 6, ServedNetworks.UNTOLD),
        new NamesTold(HERE, 1, 3, List.of(new NamesTold.Name(DOOR, -7, 3, 1200)), List.of(DOOR)),
        NamesTold.change(HERE, List.of(), List.of(DOOR)),
        new RevokedTold(HERE),
        new NameWanted(HERE, DOOR, 7, false),
        new NameWanted(HERE, DOOR, 7, true),
        new NameKept(HERE, DOOR, 7, 3),
        new StatusTold(HERE, LOAD.frames(), List.of(full(), empty())),
        new Asked(HERE, 5, ByteString.fromString("when?")),
        new Answered(HERE, 5, 1, 2, ByteString.fromString("then")),
        new Answered(HERE, 6, 0, 0, ByteString.emptyByteString()));
  }

  @ParameterizedTest
  @MethodSource("told")
  void whatWasWrittenIsReadAgain(Told told) throws Exception {
    byte[] bytes = serializer.toBinary(told);

    assertThat(serializer.fromBinary(bytes, serializer.manifest(told))).isEqualTo(told);
  }

  @Test
  void aLoadHasTheseBytes() {
    assertThat(HexFormat.of().formatHex(ToldCodec.bytes(LOAD)))
        .isEqualTo(
            "000e31302e302e302e353a3235353230"
                + "000d31302e302e302e353a37363030"
                + "3ff80000000000004008000000000000"
                + "000000040000000501"
                + "00000006"
                + "00000001000468616c6c");
  }

  @Test
  void aCamerasStatusIsShort() {
    int without = ToldCodec.bytes(new StatusTold(HERE, HERE, List.of())).length;
    CameraStatus usual =
        new CameraStatus(
            DOOR,
            true,
            OptionalDouble.of(12.5),
            OptionalInt.of(12),
            Optional.of(new CameraStatus.LastCount(5, 6)),
            OptionalLong.of(9),
            List.of());

    assertThat(ToldCodec.bytes(new StatusTold(HERE, HERE, List.of(usual))).length - without)
        .isLessThan(60);
  }

  @Test
  void whatAnOlderNodeTellsThatItFiresWasTold() throws Exception {
    byte[] bytes = ToldCodec.bytes(new StatusTold(HERE, LOAD.frames(), List.of(full())));
    int untold = Integer.BYTES + Short.BYTES + "full:2".length();

    StatusTold told =
        (StatusTold) ToldCodec.read("status", Arrays.copyOf(bytes, bytes.length - untold));

    assertThat(told.cameras().get(0).firing()).extracting(Firing::id).contains("full:2");
    assertThat(told.cameras().get(0).firing()).allMatch(Firing::isTold);
  }

  @Test
  void noMessageOfAThousandCamerasIsTooLargeThoughAllOfThemHaveAlerts() {
    List<CameraStatus> many =
        IntStream.range(0, 1000)
            .mapToObj(it -> new CameraId("lobby", "camera" + it))
            .map(ToldCodecTest::alerted)
            .toList();

    List<StatusTold> told = StatusTold.all(HERE, HERE, many);

    assertThat(told).allMatch(it -> ToldCodec.bytes(it).length < 128 * 1024);
    assertThat(told.stream().flatMap(it -> it.cameras().stream()).toList()).isEqualTo(many);
    assertThat(StatusTold.all(HERE, HERE, List.of())).isEmpty();
  }

  @Test
  void whatANewerNodeAddsAtTheEndIsNotRead() throws Exception {
    byte[] longer = Arrays.copyOf(ToldCodec.bytes(LOAD), 100);

    assertThat(ToldCodec.read("load", longer)).isEqualTo(LOAD);
  }

  @Test
  void aNodeThatDoesNotTellHowManyCamerasItTakesIsNotTakenToBeFull() throws Exception {
    byte[] bytes = ToldCodec.bytes(LOAD);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - NETWORKS_BYTES - Integer.BYTES);

    NodeLoad load = (NodeLoad) ToldCodec.read("load", shorter);

    assertThat(load.free()).isEqualTo(Integer.MAX_VALUE);
    assertThat(load.networks()).isEqualTo(ServedNetworks.UNTOLD);
    assertThat(load.member()).isEqualTo(HERE);
  }

  @Test
  void aNodeThatDoesNotTellItsNetworksIsReadAndHasNoneByName() throws Exception {
    byte[] bytes = ToldCodec.bytes(LOAD);

    NodeLoad load =
        (NodeLoad) ToldCodec.read("load", Arrays.copyOf(bytes, bytes.length - NETWORKS_BYTES));

    assertThat(load.free()).isEqualTo(6);
    assertThat(load.networks().serve("hall")).isFalse();
    assertThat(load.networks().serve("")).isTrue();
  }

  @Test
  void ofNetworksWithoutEndOnlyTheFirstAreToldAndKept() throws Exception {
    List<String> many = IntStream.range(0, 1000).mapToObj(it -> "network" + it).toList();
    List<String> lie = new ArrayList<>(many);
    lie.add(0, "long".repeat(5000));
    byte[] bytes = ToldCodec.bytes(LOAD);
    byte[] start = Arrays.copyOf(bytes, bytes.length - NETWORKS_BYTES);
    byte[] list =
        MemberBytes.bytes(out -> MemberBytes.write(out, lie, DataOutputStream::writeUTF))
            .toArrayUnsafe();
    byte[] lying = Arrays.copyOf(start, start.length + list.length);
    System.arraycopy(list, 0, lying, start.length, list.length);

    NodeLoad load = (NodeLoad) ToldCodec.read("load", lying);

    assertThat(load.networks()).isEqualTo(ServedNetworks.of(many));
    assertThat(load.networks().names()).hasSize(ServedNetworks.MOST);
    assertThat(ToldCodec.bytes(load)).hasSizeLessThan(8 * 1024);
  }

  @Test
  void whatIsCutOrOfAnotherKindIsRefused() {
    byte[] bytes = ToldCodec.bytes(LOAD);
    for (int length = 0; length < bytes.length - NETWORKS_BYTES - Integer.BYTES; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ToldCodec.read("load", cut))
          .isInstanceOf(NotSerializableException.class);
    }
    assertThatThrownBy(() -> ToldCodec.read("frame", bytes))
        .isInstanceOf(NotSerializableException.class);
    assertThatThrownBy(
            () -> ToldCodec.read("load", ToldCodec.bytes(NamesTold.all(HERE, List.of()))))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void anOlderNodesNamesAreReadAsTheyWereMeant() throws Exception {
    List<NamesTold.Name> opened = List.of(new NamesTold.Name(DOOR, 1, 1, 5));
    byte[] first = ToldCodec.bytes(new NamesTold(HERE, 0, 2, opened, List.of()));
    byte[] second = ToldCodec.bytes(new NamesTold(HERE, 1, 2, opened, List.of()));

    assertThat(ToldCodec.read("names", Arrays.copyOf(first, first.length - 8)))
        .isEqualTo(NamesTold.all(HERE, opened));
    assertThat(ToldCodec.read("names", Arrays.copyOf(second, second.length - 8)))
        .isEqualTo(NamesTold.change(HERE, opened, List.of()));
  }

  @Test
  void aNameThatAnOlderNodeWantsIsNotTakenToBeProved() throws Exception {
    byte[] bytes = ToldCodec.bytes(new NameWanted(HERE, DOOR, 7, true));

    assertThat(ToldCodec.read("name-wanted", Arrays.copyOf(bytes, bytes.length - 1)))
        .isEqualTo(new NameWanted(HERE, DOOR, 7, false));
  }

  @Test
  void aPartOfAListThatCannotBeIsRefused() {
    byte[] bytes = ToldCodec.bytes(new NamesTold(HERE, 1, 2, List.of(), List.of()));
    bytes[bytes.length - 5] = 2;

    assertThatThrownBy(() -> ToldCodec.read("names", bytes))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void anAgeThatNoConnectionHasIsRefused() throws Exception {
    byte[] bytes =
        ToldCodec.bytes(NamesTold.all(HERE, List.of(new NamesTold.Name(DOOR, 1, 1, 0x1234_5678L))));
    String told = HexFormat.of().formatHex(bytes);
    for (String lie : List.of("7fffffffffffffff", "8000000000000000", "00084595161401c1")) {
      byte[] other = HexFormat.of().parseHex(told.replace("0000000012345678", lie));
      assertThat(other).isNotEqualTo(bytes);
      assertThatThrownBy(() -> ToldCodec.read("names", other))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void aTimeThatCannotBeIsBroughtToOneThatCan() throws Exception {
    CameraStatus lie =
        new CameraStatus(
            DOOR,
            true,
            OptionalDouble.of(Double.NaN),
            OptionalInt.of(12),
            Optional.of(new CameraStatus.LastCount(Long.MIN_VALUE, 6)),
            OptionalLong.of(Long.MAX_VALUE),
            List.of());

    StatusTold told =
        (StatusTold)
            ToldCodec.read("status", ToldCodec.bytes(new StatusTold(HERE, HERE, List.of(lie))));

    CameraStatus read = told.cameras().get(0);
    assertThat(read.people()).isEmpty();
    assertThat(read.counted().orElseThrow().ageNanos()).isZero();
    assertThat(read.intervalNanos().orElseThrow()).isLessThan(Long.MAX_VALUE / 2);
  }

  private static CameraStatus full() {
    return new CameraStatus(
        DOOR,
        true,
        OptionalDouble.of(12.5),
        OptionalInt.of(12),
        Optional.of(new CameraStatus.LastCount(5, 6)),
        OptionalLong.of(9),
        List.of(
            new Firing("full", Series.of(DOOR), "full:1", 17, Severity.CRITICAL, List.of("ops")),
            new Firing(
                "full", Series.of(DOOR, "left"), "full:2", 18, Severity.INFO, List.of(), false)));
  }

  private static CameraStatus alerted(CameraId camera) {
    List<Firing> firing =
        IntStream.range(0, 8)
            .mapToObj(
                it ->
                    new Firing(
                        "more-than-the-hall-holds",
                        Series.of(camera, "zone" + it),
                        "more-than-the-hall-holds:" + it,
                        17,
                        Severity.CRITICAL,
                        List.of("operations", "the-house-keeper")))
            .toList();
    return new CameraStatus(
        camera,
        true,
        OptionalDouble.of(12.5),
        OptionalInt.of(12),
        Optional.of(new CameraStatus.LastCount(5, 6)),
        OptionalLong.of(9),
        firing);
  }

  private static CameraStatus empty() {
    return new CameraStatus(
        new CameraId("lobby", "hall"),
        false,
        OptionalDouble.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        List.of());
  }
}

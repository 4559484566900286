package throng.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import throng.actors.counts.past.BrokenBytes;

/** What {@link ToldFuzzTest} looks for, with every kind of message and what may become of it. */
class BrokenToldTest {
  private final ToldFuzzTest fuzz = new ToldFuzzTest();

  @ParameterizedTest
  @MethodSource("throng.actors.cluster.ToldCodecTest#told")
  void whateverBecomesOfAMessageIsReadWholeOrRefused(Told told) throws Exception {
    int kind = ToldFuzzTest.KINDS.indexOf(ToldCodec.kind(told));

    assertThat(kind).isNotNegative();
    for (byte[] broken : BrokenBytes.of(BrokenBytes.after(kind, ToldCodec.bytes(told)))) {
      fuzz.readsOrRefuses(broken);
    }
  }

  @Test
  void everyKindIsAmongThem() {
    List<Told> told = ToldCodecTest.told();

    Set<Class<?>> kinds = new HashSet<>();
    told.forEach(it -> kinds.add(it.getClass()));

    assertThat(kinds).containsExactlyInAnyOrder(Told.class.getPermittedSubclasses());
    assertThat(ToldFuzzTest.KINDS).containsAll(told.stream().map(ToldCodec::kind).toList());
  }
}

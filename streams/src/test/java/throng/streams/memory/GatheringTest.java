package throng.streams.memory;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatheringTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096, 50_000, 200_000})
  void gathersWhatComesInPiecesOfAnySize(int piece) {
    ByteString whole = ByteString.fromArray(bytes(150_000));
    Gathering gathering = new Gathering(whole.size(), Integer.MAX_VALUE);

    ByteString rest = whole.concat(ByteString.fromString("more"));
    for (int at = 0; at < rest.size() && !gathering.isComplete(); at += piece) {
      ByteString left = gathering.add(rest.slice(at, Math.min(rest.size(), at + piece)));
      assertThat(left.isEmpty() || gathering.isComplete()).isTrue();
    }

    assertThat(gathering.bytes()).isEqualTo(whole);
    assertThat(gathering.bytes().isCompact()).isTrue();
  }

  @Test
  void allocatesWhatHasComeAndNotWhatWasAnnounced() {
    // A gigabyte each would not fit.
    Gathering[] gatherings = new Gathering[5_000];
    for (int i = 0; i < gatherings.length; i++) {
      gatherings[i] = new Gathering(1 << 30, Integer.MAX_VALUE);
      assertThat(gatherings[i].add(ByteString.fromArray(new byte[] {1})).isEmpty()).isTrue();
    }

    assertThat(gatherings[0].size()).isEqualTo(1);
  }

  @Test
  void stopsAtHalfOfWhatItMayTakeWithoutAskingUntilItIsGranted() {
    ByteString whole = ByteString.fromArray(bytes(1_001));
    Gathering gathering = new Gathering(whole.size(), 1_000);

    ByteString rest = gathering.add(whole);
    assertThat(gathering.wants()).isEqualTo(1_001);
    assertThat(gathering.size()).isEqualTo(500);
    assertThat(gathering.add(rest)).isEqualTo(rest);
    gathering.granted();
    assertThat(gathering.wants()).isZero();
    rest = gathering.add(rest);

    assertThat(rest.isEmpty()).isTrue();
    assertThat(gathering.bytes()).isEqualTo(whole);
  }

  @Test
  void asksForNothingWhereTheWholeMessageIsWithinIt() {
    Gathering gathering = new Gathering(1_000, 1_000);

    ByteString rest = gathering.add(ByteString.fromArray(bytes(999)));

    assertThat(rest.isEmpty()).isTrue();
    assertThat(gathering.wants()).isZero();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }
}

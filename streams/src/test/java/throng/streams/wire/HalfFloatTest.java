package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatTest {
  @Test
  void bringsEveryHalfBack() {
    for (int bits = 0; bits <= 0xFFFF; bits++) {
      float value = HalfFloat.toFloat((short) bits);
      int back = Short.toUnsignedInt(HalfFloat.fromFloat(value));
      int expected = Float.isNaN(value) ? (bits & 0x8000) | 0x7E00 : bits;
      assertThat(back).as("half float %04x", bits).isEqualTo(expected);
    }
  }

  @Test
  void meansTheValueOfTheStandardForEveryHalf() {
    for (int bits = 0; bits < 0x7C00; bits++) {
      int exponent = bits >>> 10;
      int fraction = bits & 0x3FF;
      double value =
          exponent == 0
              ? fraction * Math.pow(2, -24)
              : (1024 + fraction) * Math.pow(2, exponent - 25);
      assertThat((double) HalfFloat.toFloat((short) bits)).isEqualTo(value);
      assertThat((double) HalfFloat.toFloat((short) (bits | 0x8000))).isEqualTo(-value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0000",
    "-0.0, 8000",
    "1, 3c00",
    "-2, c000",
    "0.5, 3800",
    "65504, 7bff",
    "65519.99, 7bff",
    "65520, 7c00",
    "1e30, 7c00",
    "-1e30, fc00",
    "Infinity, 7c00",
    "NaN, 7e00",
    "6.1035156e-5, 0400",
    "5.9604645e-8, 0001",
    "2.9802322e-8, 0000",
    "2.9802326e-8, 0001",
    "8.940697e-8, 0002",
    "2049, 6800",
    "2051, 6802",
    "1e-30, 0000"
  })
  void roundsToTheNearestAndThenToTheEven(float value, String half) {
    assertThat("%04x".formatted(Short.toUnsignedInt(HalfFloat.fromFloat(value)))).isEqualTo(half);
  }

  @Test
  void isNeverFartherThanEitherNeighbour() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) Math.exp(random.nextDouble(-17, 11));
      short half = HalfFloat.fromFloat(value);
      double error = Math.abs(HalfFloat.toFloat(half) - (double) value);
      double below = Math.abs(HalfFloat.toFloat((short) (half - 1)) - (double) value);
      double above = Math.abs(HalfFloat.toFloat((short) (half + 1)) - (double) value);
      assertThat(half == 0 || error <= below).as("%s downwards", value).isTrue();
      assertThat(error <= above).as("%s upwards", value).isTrue();
    }
  }
}

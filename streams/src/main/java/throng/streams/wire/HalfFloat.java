package throng.streams.wire;

/** IEEE 754 binary16 to and from binary32; Java has its own from version 20 on. */
final class HalfFloat {
  /** The largest that is finite. */
  static final float MAX = 65_504;

  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7C00;
  private static final int QUIET_NAN = 0x7E00;

  // Bit patterns of binary32.
  private static final int FLOAT_INFINITY = 0x7F80_0000;
  private static final int FLOAT_65536 = 0x4780_0000;
  private static final int FLOAT_SMALLEST_NORMAL_HALF = 0x3880_0000;
  private static final int FLOAT_ONE_HALF = 0x3F00_0000;

  /** The exponents' biases' difference, 127 - 15, where binary32 has its exponent. */
  private static final int REBIAS = 112 << 23;

  private HalfFloat() {}

  /** The nearest half float; of two equally near ones the even one. */
  static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & SIGN;
    int magnitude = bits & 0x7FFF_FFFF;
    if (magnitude >= FLOAT_65536) {
      return (short) (sign | (magnitude > FLOAT_INFINITY ? QUIET_NAN : INFINITY));
    }
    if (magnitude >= FLOAT_SMALLEST_NORMAL_HALF) {
      int rounded = magnitude + 0xFFF + ((magnitude >>> 13) & 1);
      return (short) (sign | ((rounded - REBIAS) >>> 13));
    }
    // Beside 0.5 a float's last place is worth a subnormal half's: the addition rounds.
    float aligned = Float.intBitsToFloat(magnitude) + 0.5f;
    return (short) (sign | (Float.floatToRawIntBits(aligned) - FLOAT_ONE_HALF));
  }

  /** The same number as a float. */
  static float toFloat(short half) {
    int sign = (half & SIGN) << 16;
    int magnitude = half & 0x7FFF;
    if (magnitude >= INFINITY) {
      return Float.intBitsToFloat(sign | FLOAT_INFINITY | (magnitude & 0x3FF) << 13);
    }
    if (magnitude >= 0x400) {
      return Float.intBitsToFloat(sign | ((magnitude << 13) + REBIAS));
    }
    float subnormal = magnitude * 0x1p-24f;
    return sign == 0 ? subnormal : -subnormal;
  }
}

package throng.edge.output;

/**
 * The colours of densities: from dark violet over red to pale yellow, ever lighter, so that they
 * keep their order for every eye and in a grey print.
 */
final class DensityColours {
  /** How many there are. */
  static final int NUMBER = 256;

  private static final int[] STEPS = {
    0x0a0618, 0x2c1160, 0x5f1a78, 0x952a6f, 0xc8404f, 0xea6a2c, 0xf79c26, 0xfbd158, 0xfdf8c4
  };

  private static final int CHANNELS = 3;
  private static final int CHANNEL_BITS = 8;
  private static final int CHANNEL_MASK = 0xff;

  private DensityColours() {}

  /** The colour of a place from 0 to {@link #NUMBER} - 1, as red, green and blue in an int. */
  static int rgb(int place) {
    double along = (double) place * (STEPS.length - 1) / (NUMBER - 1);
    int step = Math.min(STEPS.length - 2, (int) along);
    double share = along - step;
    int colour = 0;
    for (int channel = CHANNELS - 1; channel >= 0; channel--) {
      int from = channel(STEPS[step], channel);
      int to = channel(STEPS[step + 1], channel);
      colour = (colour << CHANNEL_BITS) | (int) Math.round(from + share * (to - from));
    }
    return colour;
  }

  /** All of them, three bytes each: blue, green, red. */
  static byte[] bgr() {
    byte[] all = new byte[CHANNELS * NUMBER];
    for (int place = 0; place < NUMBER; place++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        all[CHANNELS * place + channel] = (byte) channel(rgb(place), channel);
      }
    }
    return all;
  }

  /** Channel 0 is blue. */
  private static int channel(int rgb, int channel) {
    return (rgb >> (CHANNEL_BITS * channel)) & CHANNEL_MASK;
  }
}

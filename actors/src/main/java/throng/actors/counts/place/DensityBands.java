package throng.actors.counts.place;

import throng.streams.settings.Block;
import throng.streams.settings.SettingsException;

/**
 * From people per square metre to a word: {@code throng.gpu-node.density-bands}. Guidance, not
 * certification.
 *
 * <p>The defaults follow walking crowds in the chart after Fruin (2, 3.57 and 5.55; EPJ Data
 * Science, epjds17, table 1) and Still (flow falls from 2 to 3 on; 5 and more are dangerous); the
 * Green Guide allows 47 people in 10 square metres, standing.
 *
 * @param slowed from how many on people are slowed
 * @param contact from how many on they touch each other
 * @param critical from how many on it is dangerous
 */
public record DensityBands(double slowed, double contact, double critical) {
  /** How dense a crowd is. */
  public enum Band {
    FREE,
    SLOWED,
    CONTACT,
    CRITICAL
  }

  private static final String MOST = "20";

  /** Refuses, in a sentence, what does not rise. */
  public DensityBands {
    if (!(slowed >= 0
        && slowed < contact
        && contact < critical
        && critical <= Double.parseDouble(MOST))) {
      throw new IllegalArgumentException(
          "density-bands must rise from slowed over contact to critical, from 0 to %s, and are %s, %s and %s."
              .formatted(MOST, slowed, contact, critical));
    }
  }

  /** Reads {@code throng.gpu-node}. */
  public static DensityBands from(Block gpuNode) {
    Block bands = gpuNode.block("density-bands");
    try {
      return new DensityBands(
          bands.number("slowed", "0", MOST),
          bands.number("contact", "0", MOST),
          bands.number("critical", "0", MOST));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(bands.origin("contact") + ": throng.gpu-node." + e.getMessage());
    }
  }

  /** The word for so many people a square metre. */
  public Band of(double density) {
    if (density >= critical) {
      return Band.CRITICAL;
    } else if (density >= contact) {
      return Band.CONTACT;
    }
    return density >= slowed ? Band.SLOWED : Band.FREE;
  }
}

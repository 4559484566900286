package throng.bench.hostile;

import java.util.List;
import java.util.function.Supplier;

/** Which attacks there are, in the order in which they are played. */
public enum Attacks {
  HIDDEN_SIZES(1, "hidden picture sizes", HiddenSizes::new),
  UNFINISHED(2, "unfinished messages", UnfinishedMessages::new),
  UNFINISHED_WITHOUT_TOKEN(2, "the same, token set", UnfinishedMessages::new),
  SIZE_FLOOD(3, "size changes and pings", SizeFlood::new),
  MANY_SCANS(4, "progressive, many scans", ManyScans::new),
  SILENT_CROWD(5, "2,256 silent peers", SilentCrowd::new),
  LARGE_PICTURES(6, "16-megapixel pictures", LargePictures::new),
  VANISHING(7, "cameras that vanish", VanishingCameras::new),
  OVER_TLS(8, "silent peers and floods of hellos over TLS", TlsFlood::new),
  ODD_PICTURES(9, "odd pictures", OddPictures::new),
  ODD_FRAMES(10, "odd frames", OddFrames::new),
  ODD_CONNECTIONS(11, "odd connections", OddConnections::new);

  private final int number;
  private final String description;
  private final Supplier<Attack> attack;

  Attacks(int number, String description, Supplier<Attack> attack) {
    this.number = number;
    this.description = description;
    this.attack = attack;
  }

  /** What is asked for to play it alone; two that differ in the node's settings share one. */
  public int number() {
    return number;
  }

  public String description() {
    return description;
  }

  /** Whether the node has a token that the attackers do not know. */
  public boolean isTokenUnknown() {
    return this == UNFINISHED_WITHOUT_TOKEN || this == SILENT_CROWD;
  }

  /** Whether the node takes paired edges only, as the honest then are. */
  public boolean isOverTls() {
    return this == OVER_TLS;
  }

  /** Whether an honest camera that connects anew must get in beside it. */
  public boolean locksOut() {
    return this == SILENT_CROWD || this == OVER_TLS;
  }

  List<Attack.Variant> variants() {
    return attack.get().variants();
  }
}

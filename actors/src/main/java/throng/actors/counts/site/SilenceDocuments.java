package throng.actors.counts.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import throng.actors.counts.alert.Alerts;
import throng.actors.counts.alert.Silences;
import throng.actors.counts.replica.Documents;
import throng.actors.counts.replica.Stamp;

/** Who is to be silent, as one document that nodes have in common. */
public final class SilenceDocuments implements Documents {
  private static final String ALL = "all";

  private final Alerts alerts;

  // Guarded by this.
  private @Nullable Object stamped;
  private Map<String, Stamp> stamps = Map.of();

  public SilenceDocuments(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public String kind() {
    return "silences";
  }

  @Override
  public boolean isSecret() {
    return false;
  }

  // Asked for by each other node each second.
  @Override
  public synchronized Map<String, Stamp> stamps() {
    Silences silences = alerts.silences();
    if (silences != stamped) {
      stamps = stamps(silences);
      stamped = silences;
    }
    return stamps;
  }

  private static Map<String, Stamp> stamps(Silences silences) {
    int bytes = text(silences).getBytes(UTF_8).length;
    return silences.version() == 0
        ? Map.of()
        : Map.of(ALL, new Stamp(silences.version(), silences.edit(), bytes));
  }

  @Override
  public Optional<String> text(String name) {
    return Optional.of(name).filter(ALL::equals).map(any -> text(alerts.silences()));
  }

  private static String text(Silences silences) {
    return Json.write(AlertJson.write(silences));
  }

  @Override
  public Map<String, String> take(Map<String, Offered> offered) throws IOException {
    Map<String, String> refused = new LinkedHashMap<>();
    offered.forEach(
        (name, its) -> {
          try {
            alerts.replicate(read(name, its));
          } catch (IllegalArgumentException e) {
            refused.put(name, String.valueOf(e.getMessage()));
          }
        });
    return refused;
  }

  private static Silences read(String name, Offered offered) {
    Silences read = Json.read(offered.text(), name, AlertJson::silences);
    if (!name.equals(ALL) || read.version() != offered.stamp().version()) {
      throw new IllegalArgumentException("it is another document than was told");
    }
    return read;
  }
}

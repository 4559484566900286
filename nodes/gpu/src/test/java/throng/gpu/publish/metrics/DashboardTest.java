package throng.gpu.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import throng.actors.statistics.NodeStatistics;
import throng.actors.time.MonotonicClock;
import throng.gpu.publish.Hubs;
import throng.gpu.publish.Notifications;

/** The dashboard in docs/ shows metrics that there are, and all of them. */
class DashboardTest {
  private static final Path FILE = Path.of("../../docs/grafana-dashboard.json");
  private static final Pattern METRIC = Pattern.compile("throng_[a-z_]+");
  private static final Pattern PART = Pattern.compile("_(bucket|sum|count|total)$");

  @Test
  void showsWhatThereIs() {
    Config dashboard = ConfigFactory.parseFile(FILE.toFile());
    Set<String> shown = new TreeSet<>();
    for (Config panel : dashboard.getConfigList("panels")) {
      for (Config target : panel.getConfigList("targets")) {
        Matcher metric = METRIC.matcher(target.getString("expr"));
        while (metric.find()) {
          shown.add(PART.matcher(metric.group()).replaceAll(""));
        }
      }
    }

    Set<String> all = there();
    assertThat(all).contains("throng_frames", "throng_frame_age_seconds").containsAll(shown);
    all.remove("throng_build");
    all.remove("throng_build_info");
    assertThat(shown).containsAll(all);
  }

  private static Set<String> there() {
    Metrics metrics =
        new Metrics(
            new Metrics.Sources(
                new NodeStatistics(),
                Hubs.hub(MonotonicClock.SYSTEM),
                List::of,
                () -> 0,
                () -> 0,
                new Notifications(),
                "0.1.0"),
            Runnable::run);
    return metrics.names().stream()
        .map(name -> PART.matcher(name).replaceAll(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

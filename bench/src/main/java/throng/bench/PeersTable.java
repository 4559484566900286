package throng.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One film through both nodes and through peers that send a picture at a time, in turn. */
@Command(
    name = "peers",
    description = "A film through both nodes, and by what peers do, in turn; fresh programs.")
final class PeersTable implements Table {
  private static final double REQUIRED = 2;
  private static final double REQUIRED_AT_FIRST = 1.3;
  private static final String THRONG = "Throng";
  private static final String STOP_AND_WAIT = "zmq";

  /** What they do takes ten times as long and more. */
  private static final List<String> SLOW = List.of("counter-pipelined", "counter-waiting");

  private static final int SLOW_FRAMES = 100;

  @Option(names = "--rounds", description = "How often each is measured.", defaultValue = "5")
  private int rounds = 5;

  @Option(
      names = "--frames",
      description = "Frames each time; the film has 795.",
      defaultValue = "4770")
  private int frames = 4770;

  @Option(names = "--film", paramLabel = "FILE", description = "In place of the bench's own.")
  private @Nullable Path film;

  @Option(
      names = "--java",
      paramLabel = "FLAG",
      description = "A further flag of both nodes' Java: --java=-XX:TieredStopAtLevel=1.")
  private List<String> flags = List.of();

  private final Map<String, List<AnswerTimes>> measured = new LinkedHashMap<>();

  @Override
  public void print() throws Exception {
    Path file = film == null ? Footage.h264() : film.toAbsolutePath();
    Optional<String> python = PythonPeer.interpreter();
    Path folder = Files.createTempDirectory("throng-bench");
    Progress progress = new Progress("peers", rounds);
    for (int round = 0; round < rounds; round++) {
      Path nodes = Files.createTempDirectory(folder, "nodes");
      keep(THRONG, BothNodes.count(file, frames, flags, nodes));
      if (python.isPresent()) {
        keep(STOP_AND_WAIT, PythonPeer.count(python.get(), STOP_AND_WAIT, file, frames));
        for (String slow : SLOW) {
          keep(slow, PythonPeer.count(python.get(), slow, file, SLOW_FRAMES));
        }
      }
      progress.step();
    }
    table();
    if (python.isEmpty()) {
      Lines.print(
          "No peer was measured: no python3 here has zmq, numpy and cv2"
              + " (Debian: apt install python3-zmq python3-opencv).");
    }
  }

  private void keep(String name, AnswerTimes times) {
    measured.computeIfAbsent(name, first -> new ArrayList<>()).add(times);
  }

  private void table() {
    Lines.title(
        "A film of 640 x 480: decoded, encoded, sent, decoded, answered; network that costs"
            + " nothing; medians of "
            + rounds);
    Lines.print(
        "%-20s %10s %8s %8s %14s %8s %8s",
        "", "frames/s", "Throng's", "at least", "first 3 s, f/s", "Throng's", "at least");
    measured.forEach(this::row);
  }

  private void row(String name, List<AnswerTimes> times) {
    List<AnswerTimes> ours = measured.getOrDefault(THRONG, List.of());
    List<Double> all = rates(times, AnswerTimes::framesPerSecond);
    List<Double> first = rates(times, AnswerTimes::framesPerSecondAtFirst);
    if (times == ours) {
      Lines.print("%-20s %10.0f %8s %8s %14.0f", name, Medians.of(all), "", "", Medians.of(first));
      return;
    }
    double ratio = Medians.ratio(rates(ours, AnswerTimes::framesPerSecond), all);
    double atFirst = Medians.ratio(rates(ours, AnswerTimes::framesPerSecondAtFirst), first);
    Lines.print(
        "%-20s %10.0f %8.2f %8.2f %14.0f %8.2f %8.2f  %s",
        name,
        Medians.of(all),
        ratio,
        REQUIRED,
        Medians.of(first),
        atFirst,
        REQUIRED_AT_FIRST,
        Lines.met(ratio >= REQUIRED && atFirst >= REQUIRED_AT_FIRST));
  }

  private interface Rate {
    double of(AnswerTimes times);
  }

  private static List<Double> rates(List<AnswerTimes> times, Rate rate) {
    return times.stream().map(rate::of).toList();
  }
}

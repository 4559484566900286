package throng.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs a class of JMH benchmarks and prints what it gave, a line each. */
final class MicroBenchmark {
  private MicroBenchmark() {}

  static void print(Class<?> benchmarks, String title) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(benchmarks.getName() + "\\.")
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    Lines.title(title);
    Lines.print("%-46s %12s %10s  %s", "", "score", "error", "unit");
    Map<String, Result<?>> ordered = new TreeMap<>();
    results.forEach(result -> ordered.put(name(result), result.getPrimaryResult()));
    ordered.forEach(
        (name, result) ->
            Lines.print(
                "%-46s %12.2f %10.2f  %s",
                name, result.getScore(), result.getScoreError(), result.getScoreUnit()));
  }

  private static String name(RunResult result) {
    String method = result.getParams().getBenchmark();
    List<String> parameters = new ArrayList<>();
    for (String key : result.getParams().getParamsKeys()) {
      parameters.add(key + "=" + result.getParams().getParam(key));
    }
    return method.substring(method.lastIndexOf('.') + 1)
        + parameters.stream().collect(Collectors.joining(", ", " ", ""));
  }
}

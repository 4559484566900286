package throng.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandTellsItsOptions(List<String> words) {
    StringWriter out = new StringWriter();
    List<String> line = new ArrayList<>(words);
    line.add("--help");

    int code =
        GpuNode.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute(line.toArray(String[]::new));

    assertThat(code).as(out.toString()).isZero();
    assertThat(out.toString()).contains("Usage: gpu-node");
  }

  static Stream<List<String>> commands() {
    return below(List.of(), GpuNode.commandLine());
  }

  private static Stream<List<String>> below(List<String> words, CommandLine command) {
    return Stream.concat(
        Stream.of(words),
        command.getSubcommands().entrySet().stream()
            .flatMap(
                each ->
                    below(
                        Stream.concat(words.stream(), Stream.of(each.getKey())).toList(),
                        each.getValue())));
  }
}

package throng.bench;

import picocli.CommandLine.Command;

/** What a frame costs between its session and its worker. */
@Command(name = "batcher", description = "JMH: frames of several cameras through the batcher.")
final class BatcherTable implements Table {
  @Override
  public void print() throws Exception {
    MicroBenchmark.print(
        BatcherBenchmark.class,
        "The batcher: a frame from its camera's turn to its answer, decoder and network that cost"
            + " nothing");
  }
}

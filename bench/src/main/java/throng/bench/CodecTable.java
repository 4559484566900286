package throng.bench;

import picocli.CommandLine.Command;

/** What a message costs to write and to read. */
@Command(name = "codec", description = "JMH: frames and density maps to bytes and back.")
final class CodecTable implements Table {
  @Override
  public void print() throws Exception {
    MicroBenchmark.print(
        CodecBenchmark.class,
        "The wire: one message to bytes, and back from pieces of 64 KiB as a socket gives them");
  }
}

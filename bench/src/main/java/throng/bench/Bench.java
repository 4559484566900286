package throng.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bench/run TABLE}. */
@Command(
    name = "bench/run",
    description = "Measures, and prints one table. Without a table: which there are.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ThroughputTable.class,
      ProcessorTable.class,
      FastestTable.class,
      FairnessTable.class,
      NeighboursTable.class,
      AgeTable.class,
      RoundTripTable.class,
      MemoryTable.class,
      IdleTable.class,
      ClusterTable.class,
      HostileTable.class,
      OperationsTable.class,
      CodecTable.class,
      DecodeTable.class,
      BatcherTable.class,
      TransferTable.class,
      CapacityTable.class,
      AllTables.class
    })
public final class Bench implements Runnable {
  private Bench() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}

package throng.gpu.history;

import static throng.gpu.history.HandTurnedHistory.DOOR;

import java.nio.file.Path;

/** A process that writes a history for ever, and tells of each second once it is committed. */
final class WritingProcess {
  static final long BEGIN = HandTurnedHistory.at("2026-11-26T12:00:00Z");

  private WritingProcess() {}

  public static void main(String[] arguments) {
    HandTurnedHistory history = new HandTurnedHistory(Path.of(arguments[0]));
    for (long written = 0; true; ) {
      history.count(DOOR, BEGIN + written, 1, 1);
      written++;
      System.out.println(written);
    }
  }
}

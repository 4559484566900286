package throng.edge.output;

import java.util.function.LongFunction;
import throng.streams.flow.Outcome;

/**
 * Writes a row for each frame of one camera.
 *
 * @param run when the program was started
 * @param model what counted the frame of a number
 */
record FrameRows(String camera, LongFunction<String> model, CsvFile file, String run)
    implements View {
  @Override
  public void show(Outcome outcome) {
    file.write(CsvRow.of(camera, outcome, run, model.apply(outcome.frame().sequence())));
  }

  @Override
  public void everySecond() {
    file.flush();
  }

  @Override
  public void close() {
    file.flush();
  }
}

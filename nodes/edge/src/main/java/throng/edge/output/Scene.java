package throng.edge.output;

import java.time.ZoneId;

/**
 * What is shown of one camera.
 *
 * @param status its name, and how it fares
 * @param isRecorded the pictures are a file's: their time is the film's, not that of counting them
 */
public record Scene(CameraStatus status, boolean isRecorded, ViewSettings settings) {
  /** What is said of its outcomes. */
  OutcomeText text() {
    return new OutcomeText(status.name(), isRecorded, ZoneId.systemDefault());
  }

  DensityScale scale() {
    return new DensityScale(settings.densest());
  }

  /** Draws its outcomes. */
  Overlay overlay() {
    return new Overlay(text(), scale());
  }
}

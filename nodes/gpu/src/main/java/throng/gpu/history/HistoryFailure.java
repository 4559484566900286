package throng.gpu.history;

import java.io.IOException;
import java.sql.SQLException;
import throng.streams.log.Reason;

/** Why the history cannot be read, in a sentence for whoever asked. */
final class HistoryFailure {
  private HistoryFailure() {}

  static IOException of(SQLException failure) {
    return new IOException("The history cannot be read: " + Reason.of(failure) + ".", failure);
  }
}

package throng.common.console;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The error output while status lines stand on the terminal: whatever is written to it, by the log
 * say, comes in their place and stays; the next status lines stand below.
 */
final class AboveStatus extends OutputStream {
  private final Console console;
  private final PrintStream err;

  AboveStatus(Console console, PrintStream err) {
    this.console = console;
    this.err = err;
  }

  @Override
  public void write(int oneByte) {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    console.aboveStatus(() -> err.write(bytes, offset, length));
  }

  @Override
  public void flush() {
    err.flush();
  }
}

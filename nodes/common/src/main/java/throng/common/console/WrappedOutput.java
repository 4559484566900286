package throng.common.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Supplier;

/** Breaks what is written to a terminal at blanks; elsewhere it passes it on as it is. */
final class WrappedOutput extends OutputStream {
  private final OutputStream out;
  private final Charset encoding;
  private final Supplier<Optional<TerminalSize>> size;

  /**
   * @param size the terminal's at this moment; empty: it is none
   */
  WrappedOutput(OutputStream out, Charset encoding, Supplier<Optional<TerminalSize>> size) {
    this.out = out;
    this.encoding = encoding;
    this.size = size;
  }

  @Override
  public void write(int oneByte) throws IOException {
    out.write(oneByte);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Optional<TerminalSize> terminal = size.get();
    if (terminal.isEmpty() || length <= terminal.get().columns()) {
      out.write(bytes, offset, length);
      return;
    }
    String text = new String(bytes, offset, length, encoding);
    out.write(WordWrap.wrapped(text, terminal.get().columns()).getBytes(encoding));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}

package throng.edge.camera;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Breaks off what FFmpeg waits for on a network once it has taken too long. */
final class Patience implements AutoCloseable {
  /** JavaCPP has room for a few callbacks only, so that all readers share one. */
  private static final Interrupt INTERRUPT = new Interrupt();

  private final long nanos;
  private final LongPointer deadline = new LongPointer(1);

  Patience(Duration patience) {
    this.nanos = patience.toNanos();
    begin();
  }

  /** Has the context asked; it must not be used once this is closed. */
  void watch(AVFormatContext context) {
    AVIOInterruptCB asked = context.interrupt_callback();
    asked.callback(INTERRUPT);
    asked.opaque(deadline);
  }

  /** The time starts anew. */
  void begin() {
    deadline.put(System.nanoTime() + nanos);
  }

  @Override
  public void close() {
    deadline.close();
  }

  private static final class Interrupt extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer opaque) {
      return new LongPointer(opaque).get() - System.nanoTime() < 0 ? 1 : 0;
    }
  }
}

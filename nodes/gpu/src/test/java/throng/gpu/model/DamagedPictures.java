package throng.gpu.model;

import akka.util.ByteString;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import throng.actors.inference.UndecodableException;
import throng.common.console.QuietStart;
import throng.streams.testing.OddJpegs;

/**
 * A program that decodes pictures with odd bytes as the node does, and says on its error output so.
 */
final class DamagedPictures {
  private DamagedPictures() {}

  public static void main(String[] args) throws InterruptedException {
    QuietStart.prepare();
    CountDownLatch logged = new CountDownLatch(1);
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            logged.countDown();
          }
        };
    appender.start();
    ((Logger) LoggerFactory.getLogger("throng")).addAppender(appender);

    ByteString whole = OddJpegs.baseline(64, 64);
    ByteString odd = OddJpegs.with(whole, whole.size() - 2, "12345678");
    int decoded = 0;
    InputConf input = ModelFolder.read(Networks.folder(Networks.PLANES)).conf().input();
    try (JpegDecoder decoder = new JpegDecoder(input, new PicturePool(1 << 24))) {
      for (int i = 0; i < 20; i++) {
        decoder.decode(odd).close();
        decoded++;
      }
    } catch (UndecodableException e) {
      System.err.println("undecodable");
    }
    boolean isLogged = logged.await(20, TimeUnit.SECONDS);
    System.err.println(decoded + " odd pictures decoded, logged: " + isLogged);
    System.exit(0);
  }
}

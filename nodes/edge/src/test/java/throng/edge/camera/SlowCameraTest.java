package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import throng.streams.camera.Camera;
import throng.streams.camera.CameraException;

/**
 * Cameras whose pictures come so slowly, or are taken so rarely, that nothing may wait for many.
 */
class SlowCameraTest {
  private static final int A_FEW = 8;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore pictures = new Semaphore(A_FEW);
  private final byte[] jpeg = Footage.jpeg(640, 480, 3);
  private ServerSocket server;

  @BeforeEach
  void start() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    threads.submit(this::send);
  }

  @AfterEach
  void stop() throws Exception {
    threads.shutdownNow();
    server.close();
  }

  @Test
  @Timeout(60)
  void aRawStreamOfJpegsOpensWithItsFirstFew() throws Exception {
    try (Camera camera = open("camera.read-timeout = 1h")) {
      assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(jpeg);
      pictures.release(A_FEW);
      assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(jpeg);
    }
  }

  @Test
  void aCameraOfWhichFewPicturesAreTakenIsHeardAllTheTime() throws Exception {
    try (Camera camera = open("jpeg.fps = 0.001")) {
      Footage.next(camera);
      Future<?> reading = threads.submit(() -> camera.read());
      long before = System.nanoTime();
      pictures.release(A_FEW);
      await().until(() -> camera.quietNanos() < System.nanoTime() - before);

      assertThat(reading.isDone()).isFalse();
      threads.shutdownNow();
      assertThatThrownBy(reading::get).hasCauseInstanceOf(CameraException.class);
    }
  }

  private Camera open(String settings) throws CameraException {
    CameraSpec spec = CameraSpec.parse("tcp://127.0.0.1:" + server.getLocalPort(), Path.of(""));
    return Cameras.opener(spec, Footage.settings(settings, true)).open();
  }

  private Void send() throws Exception {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      while (true) {
        pictures.acquire();
        out.write(jpeg);
        out.flush();
      }
    }
  }
}

package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import throng.streams.camera.Camera;

class HttpsCameraTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final byte[] JPEG = Footage.jpeg(64, 48, 1);

  @TempDir Path folder;

  @Test
  void aCertificateOfTheCamerasOwnMakingIsTakenAndSaidOnce() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(CameraTrust.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    HttpsServer server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(ownMaking()));
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/snap.jpg", HttpsCameraTest::still);
    server.start();
    String address = "https://127.0.0.1:" + server.getAddress().getPort() + "/snap.jpg";
    CameraSpec spec = CameraSpec.parse(address, Path.of(""));
    try {
      for (int opening = 0; opening < 2; opening++) {
        try (Camera camera = Cameras.opener(spec, Footage.settings("", true)).open()) {
          assertThat(Footage.next(camera).jpeg().toArray()).isEqualTo(JPEG);
        }
      }
    } finally {
      server.stop(0);
      logger.detachAppender(lines);
    }

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage()).contains("127.0.0.1", "certificate");
  }

  private SSLContext ownMaking() throws Exception {
    Path store = folder.resolve("store");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String options =
        "-genkeypair -alias camera -keyalg EC -dname CN=camera -storetype PKCS12 -storepass changeit"
            + " -keystore";
    List<String> command = new ArrayList<>(List.of(keytool));
    command.addAll(List.of(options.split(" ")));
    command.add(store.toString());
    ProcessBuilder making = new ProcessBuilder(command);
    assertThat(making.start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void still(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(200, JPEG.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(JPEG);
    }
  }
}

package throng.tests;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import javax.imageio.ImageIO;

/** An edge of 2024 with one viewer at a time, written from the description of its bytes. */
final class EdgeSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final ServerSocket server;
  private Socket viewer = new Socket();
  private boolean hasSaid;

  EdgeSocket() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    server.setSoTimeout(PATIENCE_MILLIS);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Waits for a viewer. */
  void accept() throws IOException {
    viewer = server.accept();
    viewer.setSoTimeout(PATIENCE_MILLIS);
    hasSaid = false;
  }

  /** The next command, also where several came at once; empty: the viewer has gone. */
  String command() throws IOException {
    try {
      return read();
    } catch (SocketException reset) {
      if (hasSaid) {
        throw reset;
      }
      // A viewer on a busy machine gives its first try up after a tenth of a second.
      accept();
      return read();
    }
  }

  private String read() throws IOException {
    int letter = viewer.getInputStream().read();
    hasSaid = true;
    return letter < 0 ? "" : Character.toString(letter);
  }

  /** Sends a picture of this number. */
  void send(int number) throws IOException {
    byte[] jpeg = jpeg(number);
    DataOutputStream out = new DataOutputStream(viewer.getOutputStream());
    out.writeInt(jpeg.length);
    out.write(jpeg);
    out.flush();
  }

  void hangUp() throws IOException {
    viewer.close();
  }

  static byte[] jpeg(int number) throws IOException {
    BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(number % 160, 40, 30, 30);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    viewer.close();
    server.close();
  }
}

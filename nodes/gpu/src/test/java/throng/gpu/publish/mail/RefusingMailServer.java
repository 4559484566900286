package throng.gpu.publish.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A mail server on loopback that refuses some addresses, and tells whom it took messages for. */
final class RefusingMailServer implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final String refusal;
  private volatile boolean isGoneOnceItHasTaken;
  private volatile int linesOfWelcome;

  RefusingMailServer(String refusal) throws IOException {
    this.refusal = refusal;
    Thread thread = new Thread(this::serve, "mail");
    thread.setDaemon(true);
    thread.start();
  }

  MailSettings settings(Function<String[], MailSettings> read, String target) {
    String server = "server = \"127.0.0.1:" + listening.getLocalPort() + "\"";
    return read.apply(new String[] {server, "encryption = none", target});
  }

  void refuse(String address) {
    refused.add(address);
  }

  void takeAll() {
    refused.clear();
  }

  /** It hangs up on who has handed it a message, by a reset. */
  void goOnceItHasTaken() {
    isGoneOnceItHasTaken = true;
  }

  /** It says so many lines more before it listens, each a tenth of a second after the last. */
  void welcomeAtLength(int lines) {
    linesOfWelcome = lines;
  }

  /** Whose messages were taken, in their order. */
  List<String> told() {
    return told;
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket client = listening.accept()) {
        converse(client);
      } catch (IOException | UncheckedIOException over) {
        // The client has gone, or the server is closed.
        continue;
      }
    }
  }

  private void converse(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    List<String> receivers = new ArrayList<>();
    for (int line = 0; line < linesOfWelcome; line++) {
      say(client, "220-wait");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    say(client, "220 here");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("RCPT TO:<")) {
        String address = line.substring(9, line.indexOf('>'));
        if (refused.contains(address)) {
          say(client, refusal);
        } else {
          receivers.add(address);
          say(client, "250 ok");
        }
      } else if (line.equals("DATA")) {
        say(client, "354 go on");
        in.lines().takeWhile(it -> !it.equals(".")).forEach(content -> {});
        told.addAll(receivers);
        say(client, "250 taken");
        if (isGoneOnceItHasTaken) {
          client.setSoLinger(true, 0);
          return;
        }
      } else {
        say(client, line.equals("QUIT") ? "221 bye" : "250 ok");
      }
    }
  }

  private static void say(Socket client, String line) {
    try {
      client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}

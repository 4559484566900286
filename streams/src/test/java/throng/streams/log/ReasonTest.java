package throng.streams.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new IOException("No space left on device"), "No space left on device"),
        Arguments.of(new IOException("It broke.\nat somewhere"), "It broke"),
        Arguments.of(
            new IllegalStateException(new SocketException("Connection reset")), "Connection reset"),
        Arguments.of(new SocketException(), "socket"),
        Arguments.of(
            new NoClassDefFoundError("Could not initialize class org.example.Decoder"),
            "Could not initialize class Decoder"),
        Arguments.of(new UnresolvedAddressException(), "no host has that name"),
        Arguments.of(new UnknownHostException("lobby"), "no host is named lobby"),
        Arguments.of(new ClosedChannelException(), "it was closed"),
        Arguments.of(new NoSuchFileException("a.csv"), "a.csv is not there"),
        Arguments.of(new AccessDeniedException("a.csv"), "this user has no right to a.csv"),
        Arguments.of(
            new FileSystemException("a.csv", null, "Read-only file system"),
            "a.csv: Read-only file system"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isSaidWithoutAClass(Throwable failure, String words) {
    assertThat(Reason.of(failure)).isEqualTo(words);
  }

  @Test
  void findsWhatWasWrapped() {
    Throwable root = new UnsatisfiedLinkError("libx.so: no room");

    assertThat(Reason.root(new ExceptionInInitializerError(new IllegalStateException(root))))
        .isSameAs(root);
  }
}

package throng.streams.legacy.lan;

import static org.assertj.core.api.Assertions.assertThat;

import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerSessionTest {
  private final ViewerSession session = new ViewerSession();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // bytes | moves, up to the first that waits for the viewer; each picture is there at once
        "'0'       | P",
        "'0\n'     | P",
        "'00'      | P",
        "'010'     | P P",
        "'0 1 0 1 0' | P P P",
        "'1'       | ''",
        "'10'      | P",
        "' \t\r\n' | ''",
        "'x'       | U",
        "'hello'   | U",
        "'hello world' | U",
        "'x\ny\n'  | U U",
        "'x0y'     | U P U",
        "'\u00ff\u0000' | U",
        "'2'       | X",
        "'02'      | P X",
        "'20'      | X",
        "'3q0'     | P",
        "'30q'     | ''",
        "'q'       | ''"
      })
  void obeysCommandsOneAfterAnother(String bytes, String moves) {
    session.received(
        ByteString.fromArray(bytes.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));

    assertThat(moves()).isEqualTo(moves.isEmpty() ? List.of() : List.of(moves.split(" ")));
  }

  @Test
  void ignoresAPictureCommandBeforeTheConfirmation() {
    receive("0");
    assertThat(moves()).containsExactly("P");
    receive("0");
    assertThat(moves()).isEmpty();
    receive("1");
    assertThat(moves()).isEmpty();
    receive("0");
    assertThat(moves()).containsExactly("P");
  }

  @Test
  void streamsWithoutConfirmationUntilStopped() {
    receive("3");
    receive("0");
    for (int i = 0; i < 3; i++) {
      assertThat(session.next()).isEqualTo(ViewerSession.Move.PICTURE);
      session.pictureSent();
    }
    receive("q");
    assertThat(session.next()).isEqualTo(ViewerSession.Move.WAIT);
    receive("0");

    assertThat(moves()).containsExactly("P");
  }

  @Test
  void needsNoConfirmationForAPictureBeforeTheStream() {
    receive("0");
    assertThat(moves()).containsExactly("P");
    receive("3q0");

    assertThat(moves()).containsExactly("P");
  }

  @Test
  void answersEachReadOfUnknownBytes() {
    receive("x");
    receive("x");
    assertThat(moves()).containsExactly("U", "U");
    receive("y".repeat(1500));
    assertThat(moves()).containsExactly("U", "U");
  }

  private void receive(String ascii) {
    session.received(ByteString.fromString(ascii));
  }

  private List<String> moves() {
    List<String> moves = new ArrayList<>();
    while (true) {
      switch (session.next()) {
        case WAIT -> {
          return moves;
        }
        case PICTURE -> {
          moves.add("P");
          session.pictureSent();
        }
        case UNKNOWN_COMMAND -> moves.add("U");
        case SHUT_DOWN -> {
          moves.add("X");
          return moves;
        }
      }
    }
  }
}

package throng.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;

import akka.NotUsed;
import akka.stream.javadsl.BidiFlow;
import akka.util.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import throng.streams.testing.Ends;
import throng.streams.testing.StreamSystem;

/** Every message in every state does what the tables of docs/WIRE.md say. */
class WireStatesTest {
  @RegisterExtension static final StreamSystem SYSTEM = new StreamSystem();

  private static final int PING = WireFormat.PING;
  private static final int FRAME = WireFormat.FRAME;
  private static final int SKIPPED = WireFormat.SKIPPED;
  private static final int MORE_THAN_IS_ASKED_FOR_AT_ONCE = 20;

  /** Longer than any test takes. */
  private static final String LINGER = "linger = 30s";

  private static final WireLimits NODE = TestLimits.node(LINGER);
  private static final WireLimits EDGE = TestLimits.limits("throng.edge-node.limits", LINGER);

  private static final Pattern RANGE = Pattern.compile("(\\d+) to (\\d+)");

  /** What a message of this type does to this side in this state. */
  record Cell(Side side, int type, String state, String outcome) {}

  static Stream<Cell> cells() throws IOException {
    String page = Files.readString(Path.of("../docs/WIRE.md"));
    return Stream.concat(
        table(page, "What comes to a node:", Side.NODE),
        table(page, "What comes to an edge:", Side.EDGE));
  }

  private static Stream<Cell> table(String page, String heading, Side side) {
    String text = page.substring(page.indexOf(heading) + heading.length()).strip();
    List<List<String>> rows =
        text.substring(0, text.indexOf("\n\n"))
            .lines()
            .map(row -> Arrays.stream(row.split("\\|", -1)).map(String::strip).toList())
            .toList();
    List<String> states = rows.get(0);
    List<Cell> cells = new ArrayList<>();
    for (List<String> row : rows.subList(2, rows.size())) {
      for (int type : types(row.get(1))) {
        for (int column = 2; column < states.size() - 1; column++) {
          cells.add(new Cell(side, type, states.get(column), row.get(column)));
        }
      }
    }
    assertThat(cells.stream().map(Cell::type).distinct()).hasSize(256);
    return cells.stream().filter(cell -> isEdgeOfARange(cell.type()));
  }

  private static List<Integer> types(String words) {
    var range = RANGE.matcher(words);
    List<Integer> types = new ArrayList<>();
    if (range.find()) {
      IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
          .forEach(types::add);
    }
    if (types.isEmpty() || !words.startsWith(range.group())) {
      types.add(Integer.valueOf(words.split(" ", 2)[0]));
    }
    return types;
  }

  private static boolean isEdgeOfARange(int type) {
    return type <= 13 || type >= 127 && type <= 132 || type == 255;
  }

  @ParameterizedTest
  @MethodSource("cells")
  void doesWhatThePageSays(Cell cell) throws IOException {
    var ends = run(wire(cell.side()));
    try {
      enter(cell.side(), cell.state(), ends);
      play(cell, ends);
    } finally {
      end(ends);
    }
  }

  static Stream<Cell> takenPings() throws IOException {
    return cells().filter(cell -> cell.type() == PING && cell.outcome().equals("taken"));
  }

  @ParameterizedTest
  @MethodSource("takenPings")
  void answersAPingThatIsTakenWithAPongOfTheSameContent(Cell cell) throws IOException {
    WireLimits limits = limits(cell.side());
    var ends = run(Liveness.create(limits).atop(wire(cell.side())));
    try {
      enter(cell.side(), cell.state(), ends);

      for (long nonce : new long[] {0, -1, 0x0123456789ABCDEFL}) {
        ends.bottomIn().sendNext(WireCodec.encode(new Message.Ping(nonce), false));
        if (!cell.state().equals("leaving")) {
          assertThat(ends.topOut().expectNext())
              .isEqualTo(WireCodec.encode(new Message.Pong(nonce), false));
        }
      }
      // Whoever has said the last message says nothing more, and its pings are read all the same.
      ends.bottomIn().sendNext(bytes(cell.side() == Side.NODE ? FRAME : SKIPPED));
      assertThat(ends.bottomOut().expectNext())
          .isEqualTo(message(cell.side() == Side.NODE ? FRAME : SKIPPED));
    } finally {
      end(ends);
    }
  }

  private static void end(Ends<Message, ByteString, ByteString, Message> ends) {
    ends.bottomOut().cancel();
    ends.topOut().cancel();
    ends.topIn().sendComplete();
    ends.bottomIn().sendComplete();
  }

  private static void play(Cell cell, Ends<Message, ByteString, ByteString, Message> ends)
      throws IOException {
    String[] words = cell.outcome().split(",? ", 2);
    ends.bottomIn().sendNext(bytes(cell.type()));
    switch (words[0]) {
      case "taken" -> {
        assertThat(WireCodec.encode(ends.bottomOut().expectNext(), false))
            .isEqualTo(bytes(cell.type()));
        if (cell.type() != PING) {
          play(ping(cell.side(), words.length == 1 ? cell.state() : words[1]), follow(words, ends));
        }
      }
      case "ignored" -> play(ping(cell.side(), cell.state()), ends);
      case "thrown" -> throwsAway(cell, ends);
      case "refused", "goodbye" -> {
        assertThat(ends.bottomOut().expectError()).isInstanceOf(WireException.class);
        assertThat(said(ends.topOut().expectNext())).isEqualTo(cell.outcome());
        ends.topOut().expectComplete();
        ends.bottomIn().sendComplete();
      }
      case "closed" -> {
        assertThat(ends.bottomOut().expectError()).isInstanceOf(WireException.class);
        ends.bottomIn().expectCancellation();
        if (!cell.state().equals("leaving")) {
          // The next that its peer gets: not a byte stands before the close.
          assertThat(ends.topOut().expectError()).isInstanceOf(WireException.class);
        }
      }
      default -> throw new AssertionError("The page has no outcome " + cell);
    }
  }

  /** What comes is read on and on, and what this side still has to say goes out. */
  private static void throwsAway(Cell cell, Ends<Message, ByteString, ByteString, Message> ends) {
    boolean isNode = cell.side() == Side.NODE;
    for (int i = 0; i < MORE_THAN_IS_ASKED_FOR_AT_ONCE; i++) {
      ends.bottomIn().sendNext(bytes(cell.type()));
      ends.bottomIn().sendNext(bytes(isNode ? FRAME : SKIPPED));
    }
    if (isNode && cell.state().equals("leaving")) {
      ends.topIn().sendNext(message(SKIPPED));
      assertThat(ends.topOut().expectNext()).isEqualTo(bytes(SKIPPED));
    }
    // A ping may come behind the last message of both sides.
    if (cell.state().equals("leaving") || !isNode && cell.type() != PING) {
      ends.topIn().sendComplete();
      ends.topOut().expectComplete();
    }
    ends.bottomIn().sendComplete();
  }

  /** A state that begins by the peer's last message ends what comes. */
  private static Ends<Message, ByteString, ByteString, Message> follow(
      String[] words, Ends<Message, ByteString, ByteString, Message> ends) {
    if (words.length == 2 && (words[1].equals("ended") || words[1].equals("leaving"))) {
      ends.bottomOut().expectComplete();
    }
    return ends;
  }

  private static Cell ping(Side side, String state) throws IOException {
    return cells()
        .filter(cell -> cell.side() == side && cell.type() == PING && cell.state().equals(state))
        .findFirst()
        .orElseThrow();
  }

  private static WireLimits limits(Side side) {
    return side == Side.NODE ? NODE : EDGE;
  }

  private static BidiFlow<Message, ByteString, ByteString, Message, NotUsed> wire(Side side) {
    return side == Side.NODE ? WireFlow.node(limits(side)) : WireFlow.edge(limits(side));
  }

  private static Ends<Message, ByteString, ByteString, Message> run(
      BidiFlow<Message, ByteString, ByteString, Message, NotUsed> flow) {
    var ends = Ends.of(flow, SYSTEM.get());
    ends.topOut().request(6);
    ends.bottomOut().request(5);
    return ends;
  }

  private static void enter(
      Side side, String state, Ends<Message, ByteString, ByteString, Message> ends) {
    boolean isNode = side == Side.NODE;
    if (state.equals("opening")) {
      return;
    }
    ends.bottomIn().sendNext(bytes(isNode ? WireFormat.HELLO : WireFormat.WELCOME));
    ends.bottomOut().expectNext();
    if (isNode && !state.equals("deciding")) {
      ends.topIn().sendNext(message(WireFormat.WELCOME));
      ends.topOut().expectNext();
    }
    if (state.equals("leaving") == isNode && !state.equals("open") && !state.equals("deciding")) {
      // The peer's last message.
      ends.bottomIn().sendNext(bytes(WireFormat.GOODBYE));
      ends.bottomOut().expectNext();
      ends.bottomOut().expectComplete();
    } else if (state.equals("leaving") || state.equals("ended")) {
      ends.topIn().sendNext(message(WireFormat.GOODBYE));
      ends.topOut().expectNext();
      ends.topIn().sendComplete();
      ends.topOut().expectComplete();
      if (isNode) {
        ends.bottomOut().cancel();
      }
    }
  }

  private static String said(ByteString bytes) {
    Message last = WireCodec.decode(bytes.apply(4), bytes.drop(WireFormat.PREFIX), 0);
    return last instanceof Message.Refused refused
        ? "refused " + refused.code()
        : "goodbye " + ((Message.Goodbye) last).reason();
  }

  private static Message message(int type) {
    return example(type).message();
  }

  private static ByteString bytes(int type) {
    return WireExamples.ALL.stream()
        .filter(one -> one.type() == type)
        .findFirst()
        .map(WireExamples.Example::bytes)
        .orElse(ByteString.fromInts(0, 0, 0, 3, type, 1, 2));
  }

  private static WireExamples.Example example(int type) {
    return WireExamples.ALL.stream().filter(one -> one.type() == type).findFirst().orElseThrow();
  }
}

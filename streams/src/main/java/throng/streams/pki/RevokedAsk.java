package throng.streams.pki;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import throng.streams.tls.PeerIdentity;
import throng.streams.tls.Role;

/**
 * Asks who is let in no more, in place of a name. One message does not hold all of them, so each
 * tells a part.
 *
 * @param gpuNodesOnly whether edge nodes' names are left out: only those concern an edge node
 * @param from how many names are known already
 */
record RevokedAsk(boolean gpuNodesOnly, int from) {
  /** How many names an answer holds; a longer list has another part. */
  static final int PART = 40;

  private static final String ALL = "revoked";
  private static final String GPU_NODES = "revoked-nodes";
  private static final Pattern TEXT =
      Pattern.compile("(" + ALL + "|" + GPU_NODES + ")(?:/(\\d{1,6}))?");

  /** Reads what {@link #toString} writes; empty if it is something else. */
  static Optional<RevokedAsk> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int from = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return Optional.of(new RevokedAsk(matcher.group(1).equals(GPU_NODES), from));
  }

  /** The part of these that is asked for. */
  List<String> part(List<String> revoked) {
    return revoked.stream().filter(this::concerns).skip(from).limit(PART).toList();
  }

  private boolean concerns(String name) {
    return !gpuNodesOnly
        || PeerIdentity.parse(name).filter(it -> it.role() == Role.GPU_NODE).isPresent();
  }

  /** What is to be asked after an answer of so many names; empty: that was the last part. */
  Optional<RevokedAsk> next(int answered) {
    return answered < PART
        ? Optional.empty()
        : Optional.of(new RevokedAsk(gpuNodesOnly, from + answered));
  }

  /** As it stands in a message. */
  @Override
  public String toString() {
    return (gpuNodesOnly ? GPU_NODES : ALL) + "/" + from;
  }
}

package throng.streams.legacy.counter;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import throng.streams.flow.LinkEvent;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.PeopleCount;
import throng.streams.frame.SkipReason;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;
import throng.streams.wire.Message;

/** Writes pictures, reads density maps, and gives each the number of its picture. */
final class CounterClientRole implements Role<LinkEvent, JpegFrame> {
  private static final String WAITS =
      "It seems to wait for confirmations: say legacy+wait:// in place of legacy://.";
  private static final String WAITS_NOT =
      "It seems to confirm nothing: say legacy:// in place of legacy+wait://.";

  private static final DensityMap.Timing UNKNOWN = new DensityMap.Timing(0, 0, 0, 0);

  private final String address;
  private final Transfer transfer;
  private final CounterClientSettings settings;
  private @Nullable JpegFrame underWay;

  CounterClientRole(String address, Transfer transfer, CounterClientSettings settings) {
    this.address = address;
    this.transfer = transfer;
    this.settings = settings;
  }

  @Override
  public Transfer transfer() {
    return transfer;
  }

  @Override
  public boolean speaksFirst() {
    return true;
  }

  @Override
  public String peer() {
    return "server";
  }

  @Override
  public Optional<LinkEvent> greeting() {
    int version = Message.VERSIONS.get(0);
    Message.Welcome welcome =
        new Message.Welcome(
            version,
            0,
            1,
            settings.maxFrameBytes(),
            settings.maxPixels(),
            false,
            "remote-crowd-counter",
            "2019");
    return Optional.of(new LinkEvent.Connected(address, welcome));
  }

  @Override
  public Incoming incoming() {
    return MapBytes.incoming(this::payloadLength);
  }

  /** A server that confirms each block sends a number where a map's length is due. */
  private int payloadLength(long[] fields) {
    try {
      return MapBytes.payloadLength(fields, settings.maxMapBytes());
    } catch (LegacyException wrong) {
      boolean isConfirmation = transfer == Transfer.PIPELINED && fields[0] == Transfer.BLOCK;
      throw isConfirmation ? wrong.followedBy(WAITS) : wrong;
    }
  }

  @Override
  public Optional<String> guess(Wait.Kind awaited, int came) {
    if (transfer == Transfer.STOP_AND_WAIT) {
      return awaited == Wait.Kind.CONFIRMATION ? Optional.of(WAITS_NOT) : Optional.empty();
    }
    return awaited == Wait.Kind.PAYLOAD && came == Transfer.BLOCK
        ? Optional.of(WAITS)
        : Optional.empty();
  }

  @Override
  public Outgoing outgoing(JpegFrame frame) {
    underWay = frame;
    return PictureBytes.outgoing(frame.jpeg(), transfer);
  }

  @Override
  public LinkEvent received(Incoming map) {
    JpegFrame frame = underWay;
    if (frame == null) {
      throw new LegacyException(
          LegacyException.Reason.BAD_INPUT, "The server sent a map that answers no picture.");
    }
    underWay = null;
    return new LinkEvent.Answered(answer(frame, map), System.nanoTime());
  }

  private static FrameReply answer(JpegFrame frame, Incoming map) {
    float[] values = MapBytes.values(map);
    OptionalDouble count = PeopleCount.of(values);
    if (count.isEmpty()) {
      return new Skipped(
          frame.sequence(),
          SkipReason.MODEL_FAILED,
          "The sum of the server's density map is no count of people.");
    }
    int rows = (int) map.fields()[1];
    int columns = (int) map.fields()[2];
    return new DensityMap(
        frame.sequence(),
        frame.capturedNanos(),
        rows,
        columns,
        count.getAsDouble(),
        values,
        UNKNOWN);
  }
}

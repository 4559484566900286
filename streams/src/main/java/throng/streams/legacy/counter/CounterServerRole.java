package throng.streams.legacy.counter;

import akka.util.ByteString;
import java.util.Optional;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;

/** Reads pictures, writes density maps; numbers the frames in the order in which they came. */
final class CounterServerRole implements Role<JpegFrame, FrameReply> {
  private final Transfer transfer;
  private final int maxFrameBytes;
  private long sequence;

  CounterServerRole(Transfer transfer, int maxFrameBytes) {
    this.transfer = transfer;
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  public Transfer transfer() {
    return transfer;
  }

  @Override
  public boolean speaksFirst() {
    return false;
  }

  @Override
  public String peer() {
    return "client";
  }

  @Override
  public Optional<JpegFrame> greeting() {
    return Optional.empty();
  }

  @Override
  public Incoming incoming() {
    return PictureBytes.incoming(maxFrameBytes);
  }

  @Override
  public JpegFrame received(Incoming picture) {
    return new JpegFrame(
        sequence++,
        System.nanoTime(),
        System.currentTimeMillis(),
        0,
        ByteString.fromArrayUnsafe(picture.payload()));
  }

  @Override
  public Outgoing outgoing(FrameReply reply) {
    if (reply instanceof Skipped skipped) {
      throw new LegacyException(
          LegacyException.Reason.NO_COUNT,
          "The client's picture %d got no count (%s): %s"
              .formatted(skipped.sequence(), skipped.reason(), skipped.sentence()));
    }
    return MapBytes.outgoing((DensityMap) reply, transfer);
  }
}

package throng.streams.legacy.counter;

import java.util.Optional;
import java.util.function.Supplier;
import throng.streams.frame.DensityMap;
import throng.streams.frame.FrameReply;
import throng.streams.frame.JpegFrame;
import throng.streams.frame.Skipped;
import throng.streams.legacy.LegacyException;

/** Reads pictures, writes density maps; numbers the frames in the order in which they came. */
final class CounterServerRole implements Role<JpegFrame, FrameReply> {
  private final Transfer transfer;
  private final Supplier<Incoming> pictures;
  private long sequence;

  /**
   * Of one connection.
   *
   * @param pictures what reads each picture
   */
  CounterServerRole(Transfer transfer, Supplier<Incoming> pictures) {
    this.transfer = transfer;
    this.pictures = pictures;
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
    return pictures.get();
  }

  @Override
  public JpegFrame received(Incoming picture) {
    return JpegFrame.of(
        sequence++, System.nanoTime(), System.currentTimeMillis(), 0, picture.payload());
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

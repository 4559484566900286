package throng.gpu.web.live;

import throng.streams.settings.Block;

/**
 * What viewers may take: {@code throng.gpu-node.web}.
 *
 * @param pictures whether any picture is shown
 * @param maxStreams how many live streams there may be, of all users
 * @param maxStreamsPerUser how many of them may be one user's or token's
 * @param maxRate how many pictures of a camera a stream is sent in a second
 * @param bandwidth how many bytes of pictures all streams together are sent in a second
 */
public record LiveSettings(
    boolean pictures, int maxStreams, int maxStreamsPerUser, double maxRate, long bandwidth) {

  /** Reads {@code throng.gpu-node.web}. */
  public static LiveSettings from(Block web) {
    Block live = web.block("live");
    return new LiveSettings(
        web.flag("pictures"),
        live.whole("max-streams", 1, 10_000),
        live.whole("max-streams-per-user", 1, 10_000),
        live.number("max-rate", "0.1", "60"),
        live.bytes("bandwidth", "64 KiB", "10 GiB"));
  }
}

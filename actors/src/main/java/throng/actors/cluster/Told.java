package throng.actors.cluster;

import throng.streams.settings.HostAndPort;

/** What one node tells another; {@link ToldCodec} gives its bytes. */
sealed interface Told extends Members.Command
    permits NodeLoad, NamesTold, NameWanted, NameKept, RevokedTold, StatusTold, Asked, Answered {

  /** Who tells it: where that one listens for other nodes. */
  HostAndPort member();
}

package throng.actors.cluster;

/** What one node tells another; {@link ToldCodec} gives its bytes. */
sealed interface Told extends Members.Command
    permits NodeLoad, NamesTold, NameWanted, NameKept, RevokedTold, StatusTold, Asked, Answered {}

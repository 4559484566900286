package throng.actors.cluster;

import throng.streams.settings.HostAndPort;

/**
 * Where a node listens for others, and how they and edges reach it.
 *
 * @param bind where it listens
 * @param member how others reach that
 * @param frames how edges reach the node
 */
record MemberPlace(HostAndPort bind, HostAndPort member, HostAndPort frames) {
  /** Where it listens, by the settings alone. */
  static HostAndPort bind(ClusterSettings settings, HostAndPort listening) {
    return settings
        .listen()
        .orElseGet(() -> new HostAndPort(listening.host(), ClusterSettings.PORT));
  }
}

package throng.gpu.web.access;

import throng.streams.tcp.PeerNetwork;

/**
 * For whom something is hashed.
 *
 * @param isKnown whether they, or others of that network, have been let in before
 */
record Asker(PeerNetwork network, boolean isKnown) {}

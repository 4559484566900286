package throng.actors.statistics;

/**
 * One camera's numbers since the node's start, as read at one moment.
 *
 * @param isConnected whether it has a connection
 */
public record CameraTotals(boolean isConnected, FrameTotals frames) {}

package throng.gpu.publish;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import throng.actors.counts.AlertEvent;
import throng.gpu.publish.Notifications.Channel;
import throng.gpu.publish.Notifications.Result;

/**
 * Events that wait for one channel's thread, of a bounded number: one that does not fit is counted
 * as dropped. Any thread may use it.
 */
public final class EventQueue {
  private final Deque<AlertEvent> waiting = new ArrayDeque<>();
  private final int capacity;
  private final Channel channel;
  private final Notifications notifications;

  public EventQueue(int capacity, Channel channel, Notifications notifications) {
    this.capacity = capacity;
    this.channel = channel;
    this.notifications = notifications;
  }

  public synchronized void offer(AlertEvent event) {
    if (waiting.size() < capacity) {
      waiting.add(event);
    } else {
      notifications.count(channel, Result.DROPPED);
    }
  }

  /** Everything that waits, the eldest first. */
  public synchronized List<AlertEvent> take() {
    List<AlertEvent> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }
}

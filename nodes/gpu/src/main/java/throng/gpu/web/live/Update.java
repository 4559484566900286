package throng.gpu.web.live;

import akka.http.javadsl.model.ws.Message;
import akka.http.javadsl.model.ws.TextMessage;
import akka.util.ByteString;
import org.jspecify.annotations.Nullable;
import throng.gpu.web.json.Json;

/**
 * What all callers are told of one moment who may see the same. It is written once for all of them,
 * when the first one is sent it; whoever reads slowly holds no copy of their own. Any thread may
 * use it.
 */
final class Update {
  private final LiveCounts.Now now;

  // Guarded by this.
  private @Nullable String json;
  private @Nullable Message message;
  private @Nullable ByteString event;

  Update(LiveCounts.Now now) {
    this.now = now;
  }

  LiveCounts.Now now() {
    return now;
  }

  /** For a socket. */
  synchronized Message message() {
    Message made = message;
    if (made == null) {
      made = TextMessage.create("{\"type\":\"cameras\"," + json().substring(1));
      message = made;
    }
    return made;
  }

  /** As a server-sent event. */
  synchronized ByteString event() {
    ByteString made = event;
    if (made == null) {
      made = ByteString.fromString("event: cameras\ndata: " + json() + "\n\n");
      event = made;
    }
    return made;
  }

  private String json() {
    String made = json;
    if (made == null) {
      made = Json.text(now);
      json = made;
    }
    return made;
  }
}

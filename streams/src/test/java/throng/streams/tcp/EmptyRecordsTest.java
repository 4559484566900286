package throng.streams.tcp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class EmptyRecordsTest {
  private static final int SHORT = 27;
  private static final int TICKET = 3000;
  private static final int PING = 30;

  private final AtomicLong nanos = new AtomicLong();
  private final EmptyRecords records = new EmptyRecords(nanos::get);

  @Test
  void thirtyTwoInARowAreTakenAndNoFurtherOne() throws Exception {
    take(32, false);

    assertThatThrownBy(() -> records.note(SHORT, 0)).isInstanceOf(SSLException.class);
  }

  @Test
  void aByteAmongThemDoesNotMakeRoomForMoreThanAHundredASecond() throws Exception {
    take(100, true);

    assertThatThrownBy(() -> records.note(SHORT, 0)).isInstanceOf(SSLException.class);
  }

  @Test
  void aFewASecondAreTakenForEver() throws Exception {
    for (int second = 0; second < 1000; second++) {
      take(100, true);
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }
  }

  @Test
  void twoTicketsAreTakenAndLongRecordsAreAsMuchAsMany() throws Exception {
    records.note(TICKET, 0);
    records.note(TICKET, 0);

    assertThatThrownBy(() -> records.note(TICKET, 0)).isInstanceOf(SSLException.class);
  }

  private void take(int empty, boolean isPlainBetween) throws SSLException {
    for (int i = 0; i < empty; i++) {
      records.note(SHORT, 0);
      if (isPlainBetween) {
        records.note(PING, 1);
      }
    }
  }
}

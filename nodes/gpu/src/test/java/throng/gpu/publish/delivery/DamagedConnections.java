package throng.gpu.publish.delivery;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import throng.gpu.sqlite.Connections;

/** A database that turns out to be damaged when it is said to be. */
final class DamagedConnections implements Connections {
  private final Connections all;
  boolean isDamaged;

  DamagedConnections(Connections all) {
    this.all = all;
  }

  @Override
  public Connection write() throws SQLException {
    Connection real = all.write();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (isDamaged && method.getName().equals("commit")) {
            throw new SQLException("damage");
          }
          return method.invoke(real, arguments);
        };
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  @Override
  public Connection read() throws SQLException {
    return all.read();
  }

  @Override
  public boolean isCorrupt(SQLException failure) {
    return isDamaged;
  }

  @Override
  public Path setAside(Instant at) throws IOException {
    isDamaged = false;
    return all.setAside(at);
  }

  @Override
  public List<Path> deleteSetAside(Instant before) throws IOException {
    return all.deleteSetAside(before);
  }
}

package throng.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node has counted is in its state folder, as its jar writes it. */
class KeptHistoryIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void everySecondThatWasCountedIsKeptWithItsMinute() throws Exception {
    try (NodeProcess gpu =
            NodeProcess.gpu(
                folder,
                "--listen",
                "127.0.0.1:0",
                "--model",
                "constant:rows=2,columns=2,value=3",
                "-Dthrong.gpu-node.history.write-every=1s",
                "-Dthrong.gpu-node.web.listen=off",
                "-Dthrong.gpu-node.state-folder=" + folder.resolve("state"));
        NodeProcess edge =
            NodeProcess.edge(
                folder,
                "--camera",
                "test:people=5,size=160x120,fps=10",
                "--gpu-node",
                gpu.address())) {
      Path file = folder.resolve("state/history.db");
      await()
          .atMost(MINUTE)
          .ignoreExceptions()
          .until(() -> Files.exists(file) && number(file, "SELECT count(*) FROM seconds") > 2);
      edge.terminate();
      assertThat(edge.exitCode(MINUTE)).as(edge.output()).isZero();
      gpu.terminate();
      assertThat(gpu.exitCode(MINUTE)).as(gpu.output()).isZero();

      assertThat(number(file, "SELECT count(*) FROM series")).isEqualTo(1);
      assertThat(number(file, "SELECT sum(covered) FROM minutes"))
          .isEqualTo(number(file, "SELECT count(*) FROM seconds"))
          .isEqualTo(number(file, "SELECT sum(covered) FROM hours"));
      assertThat(number(file, "SELECT min(least) FROM minutes")).isEqualTo(12);
      assertThat(number(file, "SELECT max(most) FROM hours")).isEqualTo(12);
      assertThat(gpu.output()).doesNotContain("history cannot", "\tat ");
    }
  }

  private static double number(Path file, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.getDouble(1);
    }
  }
}

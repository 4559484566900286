package throng.gpu.publish.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import throng.streams.frame.CameraId;

class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "lobby, door, throng_lobby_door",
    "lobby, front_door, throng_lobby_front_door",
    "lobby-2, door, throng_lobby-2_door"
  })
  void areReadable(String node, String camera, String id) {
    assertThat(Names.device(new CameraId(node, camera))).isEqualTo(id);
  }

  @Test
  void areNeverTheSameForTwo() {
    List<String> names = List.of("a", "b", "a.b", "a_b", "a-b", "b.a", "b_a", "a.b_a", "a_b.a");
    Set<String> ids = new HashSet<>();
    Set<String> parts = new HashSet<>();
    for (String node : names) {
      parts.add(Names.part(node));
      for (String camera : names) {
        ids.add(Names.device(new CameraId(node, camera)));
      }
    }

    assertThat(ids).hasSize(names.size() * names.size());
    assertThat(ids).allMatch(id -> id.matches("[A-Za-z0-9_-]+"));
    assertThat(parts).hasSize(names.size()).allMatch(id -> id.matches("[A-Za-z0-9_-]+"));
  }
}

package throng.actors.counts.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import throng.actors.counts.alert.AlertMemory;
import throng.actors.counts.replica.Documents.Offered;
import throng.streams.frame.CameraId;

/** What a node takes of others' cameras. */
class SiteDocumentsTest {
  private static final SiteStore UNKEPT =
      new SiteStore() {
        @Override
        public void write(SiteState state) {}

        @Override
        public void write(AlertMemory memory) {}
      };

  private static Site with(String node, int cameras) {
    Map<CameraId, CameraSite> all = new LinkedHashMap<>();
    for (int i = 0; i < cameras; i++) {
      all.put(new CameraId(node, "c" + i), CameraSite.NONE.version(1));
    }
    return new Site(UNKEPT, new SiteState(all, AlertBook.NONE, SiteWide.NONE), Set.of());
  }

  private static Map<String, Offered> all(Site site) {
    SiteDocuments documents = new SiteDocuments(site);
    Map<String, Offered> offered = new LinkedHashMap<>();
    documents
        .stamps()
        .forEach(
            (name, its) -> offered.put(name, new Offered(its, documents.text(name).orElseThrow())));
    return offered;
  }

  @Test
  void takesOfManyAtOnceWhatThereIsRoomForAndRefusesTheRestByName() throws IOException {
    Site here = with("here", 8_997);

    Map<String, String> refused = new SiteDocuments(here).take(all(with("there", 1_200)));

    assertThat(here.state().cameras()).hasSize(9_000);
    assertThat(refused).hasSize(1_197).doesNotContainKey("camera/there/c2");
    assertThat(refused.get("camera/there/c3")).contains("8997 cameras already");
  }

  @Test
  void takesNewsOfCamerasThatItKnowsAlsoWhereItIsFull() throws Exception {
    Site here = with("lobby", 9_000);
    Site there = with("lobby", 600);
    there.change(new CameraId("lobby", "c7"), OptionalLong.empty(), its -> its);

    assertThat(new SiteDocuments(here).take(all(there))).isEmpty();

    assertThat(here.state().camera(new CameraId("lobby", "c7")).version()).isEqualTo(2);
  }
}

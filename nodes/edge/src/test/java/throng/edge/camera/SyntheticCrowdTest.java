package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import throng.streams.camera.Picture;

class SyntheticCrowdTest {
  private static final String SMALL = "test:size=320x180,";

  @Test
  void theSameSeedGivesTheSamePictures() throws Exception {
    List<Picture> one = read(SMALL + "people=12,frames=5,seed=3", "");
    List<Picture> other = read(SMALL + "people=12,frames=5,seed=3", "");
    List<Picture> another = read(SMALL + "people=12,frames=5,seed=4", "");

    assertThat(one).extracting(Picture::jpeg).isEqualTo(jpegs(other)).isNotEqualTo(jpegs(another));
    assertThat(one).extracting(Picture::truth).isEqualTo(truths(other));
  }

  @Test
  void nobodyIsNobody() throws Exception {
    assertThat(read(SMALL + "people=0,frames=30", ""))
        .allMatch(picture -> picture.truth().equals(OptionalInt.of(0)));
  }

  @Test
  void aLimitedRateTakesFramesOfTheSameCrowd() throws Exception {
    List<Picture> all = read(SMALL + "people=9,frames=25", "");
    List<Picture> some = read(SMALL + "people=9,frames=25", "jpeg.fps = 5");

    assertThat(all).hasSize(25);
    assertThat(some).hasSize(5);
    assertThat(some.get(2).positionSeconds()).isEqualTo(all.get(10).positionSeconds());
    assertThat(some.get(2).truth()).isEqualTo(all.get(10).truth());
  }

  @Test
  void figuresAreSeen() throws Exception {
    Picture empty = read(SMALL + "people=0,frames=1", "").get(0);
    Picture crowd = read(SMALL + "people=30,frames=1", "").get(0);

    try (var a = Footage.decode(empty.jpeg().toArray());
        var b = Footage.decode(crowd.jpeg().toArray())) {
      byte[] street = Footage.pixels(a);
      byte[] people = Footage.pixels(b);
      int changed = 0;
      for (int i = 0; i < street.length; i++) {
        changed += Math.abs((street[i] & 0xFF) - (people[i] & 0xFF)) > 25 ? 1 : 0;
      }
      assertThat(changed).isGreaterThan(street.length / 50);
    }
  }

  private static List<Object> jpegs(List<Picture> pictures) {
    return pictures.stream().map(Picture::jpeg).map(Object.class::cast).toList();
  }

  private static List<OptionalInt> truths(List<Picture> pictures) {
    return pictures.stream().map(Picture::truth).toList();
  }

  private static List<Picture> read(String source, String overrides) throws Exception {
    return Footage.readAll(
        CameraSpec.parse(source, Path.of("")), Footage.settings(overrides, false));
  }
}

package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureMemoryTest {
  private final PictureMemory memory = new PictureMemory(64 << 20);

  @Test
  void eachCameraThatIsOpenMayTakeTheSame() {
    PictureMemory.Share one = memory.share();
    assertThat(one.most(1 << 30)).isEqualTo(64 << 20);

    PictureMemory.Share other = memory.share();
    assertThat(one.most(1 << 30)).isEqualTo(32 << 20);
    assertThat(other.most(1 << 30)).isEqualTo(32 << 20);

    other.close();
    other.close();
    assertThat(one.most(1 << 30)).isEqualTo(64 << 20);
  }

  @Test
  void neverMoreThanIsAllowedAndNeverLessThanAFinePictureNeeds() {
    PictureMemory.Share one = memory.share();
    assertThat(one.most(1 << 20)).isEqualTo(1 << 20);

    for (int i = 0; i < 1000; i++) {
      assertThat(memory.share().most(1 << 30)).isGreaterThanOrEqualTo(4 << 20);
    }
  }
}

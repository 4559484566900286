package throng.gpu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which form of the default network is served. */
class FormChoiceTest {
  private static final double MILLISECOND = 1e6;

  private final ModelFolder exact = ModelFolder.embedded(Builtin.EXACT);
  private final ModelFolder whole = ModelFolder.embedded(Builtin.WHOLE);

  @BeforeAll
  static void prepare() {
    Models.prepare();
  }

  @Test
  void takesWholeNumbersWhereTheyAreFasterAndRight() {
    FormChoice choice = decide(40, 20, 0.01);

    assertThat(choice.folder()).isSameAs(whole);
    assertThat(choice.why()).isEqualTo("a picture of 640 x 480 takes it 20.0 ms, crowd-s 40.0 ms");
  }

  @Test
  void takesTheTrainedFormWhereWholeNumbersAreNoFaster() {
    FormChoice choice = decide(30, 31, 0.0);

    assertThat(choice.folder()).isSameAs(exact);
    assertThat(choice.why())
        .isEqualTo("a picture of 640 x 480 takes it 30.0 ms, crowd-s-int8 31.0 ms");
  }

  @Test
  void takesTheTrainedFormWhereWholeNumbersAreWrong() {
    FormChoice choice = decide(40, 20, 0.021);

    assertThat(choice.folder()).isSameAs(exact);
    assertThat(choice.why()).isEqualTo("crowd-s-int8 counts 2.1 % wrong on this processor");
  }

  @Test
  void findsThatWhatIsComputedIsNotWhatShouldBe() {
    List<Golden.Picture> more =
        whole.golden().pictures().stream()
            .map(picture -> new Golden.Picture(picture.png(), 1.5 * picture.count()))
            .toList();
    ModelFolder other =
        new ModelFolder(whole.where(), whole.network(), whole.conf(), new Golden(more));

    FormChoice choice =
        FormChoice.of(exact, other, List.of(Device.CPU), Networks.settings("builtin"));

    assertThat(choice.folder()).isSameAs(exact);
    assertThat(choice.why()).startsWith("crowd-s-int8 counts 3").contains("wrong");
  }

  @Test
  void triesBothOnACpu() {
    FormChoice choice =
        FormChoice.of(exact, whole, List.of(Device.CPU), Networks.settings("builtin"));

    assertThat(choice.folder()).isIn(exact, whole);
    assertThat(choice.why())
        .matches("a picture of 640 x 480 takes it \\S+ ms, crowd-s\\S* \\S+ ms");
  }

  @Test
  void takesTheTrainedFormOnAGpu() {
    FormChoice choice =
        FormChoice.of(exact, whole, List.of(new Device(0)), Networks.settings("builtin"));

    assertThat(choice.folder()).isSameAs(exact);
    assertThat(choice.why()).isEqualTo("the form for GPUs");
  }

  private FormChoice decide(double exactMillis, double wholeMillis, double deviation) {
    return FormChoice.decide(
        exact,
        whole,
        new FormChoice.Trial(
            (long) (exactMillis * MILLISECOND), (long) (wholeMillis * MILLISECOND), deviation));
  }
}

package throng.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The numbers are Linux's. */
@EnabledOnOs(OS.LINUX)
class DeviceTroubleTest {
  private static final String CAMERA = "/dev/null";
  private static final int IO_ERROR = -5;
  private static final int NO_MEMORY = -12;
  private static final int NO_DEVICE = -19;
  private static final int NO_SUCH_CALL = -25;

  @Test
  void whatEndsAnOpenCameraIsNamed() {
    assertThat(DeviceTrouble.reading(CAMERA, NO_DEVICE))
        .isEqualTo("The camera /dev/null was unplugged; plug it in again.");
    assertThat(DeviceTrouble.reading(CAMERA, IO_ERROR))
        .contains("can be read no more (Input/output error); plug it into another port");
  }

  @Test
  void whatKeepsACameraFromBeingOpenedIsNamedOnce() {
    assertThat(DeviceTrouble.opening(CAMERA, NO_SUCH_CALL)).contains("is a metadata node");
    assertThat(DeviceTrouble.opening(CAMERA, NO_MEMORY))
        .contains("has no memory for its pictures")
        .doesNotContain("max-file-bytes");
    assertThat(DeviceTrouble.opening(CAMERA, IO_ERROR))
        .contains("(Input/output error); unplug it and plug it in again")
        .doesNotContain("metadata");
  }
}

package throng.edge.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import throng.common.console.Console;
import throng.edge.output.window.Tile;
import throng.edge.output.window.TiledWindow;
import throng.streams.camera.Picture;
import throng.streams.flow.Outcome;
import throng.streams.frame.SkipReason;
import throng.streams.tally.Tally;

/** What needs no screen of windows. */
class WindowsTest {
  private static final ViewOptions SHOW = options(true, false);

  private final Console console = Console.create(true);
  private final List<String> told = new ArrayList<>();
  private final Picture picture = Outcomes.picture(Outcomes.jpeg(64, 48), 64, 48, "", -1);
  private long nanos;

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void tilesAllCamerasInOneWindow() {
    Windows windows = Windows.of(SHOW, List.of(scene("a", true), scene("b", true)), told::add);

    assertThat(windows.all()).hasSize(1);
    assertThat(windows.of("a")).hasSize(1);
    assertThat(windows.of("b")).hasSize(1);
    assertThat(windows.of("c")).isEmpty();
  }

  @Test
  void closingOneOfThreeWindowsEndsOnlyThatOneAndTheLastEndsTheProgram() {
    Windows windows =
        Windows.of(
            SHOW, List.of(scene("a", false), scene("b", false), scene("c", false)), told::add);
    List<TiledWindow> three = windows.all();
    assertThat(three).hasSize(3);

    three.get(1).closeByUser();
    three.get(0).closeByUser();
    three.get(0).closeByUser();
    assertThat(told).isEmpty();
    assertThat(windows.isAnyOpen()).isTrue();

    three.get(2).closeByUser();
    assertThat(told).containsExactly("The last window was closed: the program ends.");
    assertThat(windows.isAnyOpen()).isFalse();
  }

  @Test
  void theProgramsEndTellsNobodyThatWindowsClose() {
    Windows windows = Windows.of(options(true, true), List.of(scene("a", true)), told::add);
    List<TiledWindow> three = windows.all();
    assertThat(three).hasSize(3);

    windows.close();
    three.forEach(TiledWindow::closeByUser);

    assertThat(told).isEmpty();
  }

  @Test
  void namesOneCameraOrTheNumberOfThem() {
    Scene door = scene("door", true);

    assertThat(Windows.title(TileView.Kind.OVERLAY, List.of(door))).isEqualTo("Throng - door");
    assertThat(Windows.title(TileView.Kind.DENSITY, List.of(door, door, door)))
        .isEqualTo("Throng - 3 cameras - density");
  }

  @Test
  void aPictureWithoutACountDoesNotTakeTheCountsPlace() {
    Scene door = scene("door", true);
    TileCaption caption = new TileCaption(door.status(), door.text(), () -> nanos);
    TileView view = view(door, caption);
    count(door, view);
    nanos += TimeUnit.SECONDS.toNanos(1);

    view.show(Outcomes.skipped(1, picture, SkipReason.EXPIRED));

    assertThat(caption.get().result()).isEqualTo("12 people");
    view.close();
  }

  @Test
  void drawsNoMoreOftenThanEyesFollowAndTheNewestAtTheEnd() {
    Scene door = scene("door", true);
    TileCaption caption = new TileCaption(door.status(), door.text(), () -> nanos);
    TileView view = view(door, caption);
    count(door, view);

    view.show(Outcomes.counted(1, picture, Outcomes.map(1, 1, 99)));
    assertThat(caption.get().result()).isEqualTo("12 people");

    view.close();
    assertThat(caption.get().result()).isEqualTo("99 people");
  }

  private void count(Scene scene, TileView view) {
    Outcome outcome = Outcomes.counted(0, picture, Outcomes.map(1, 1, 12));
    scene.status().outcome(outcome);
    view.show(outcome);
  }

  private TileView view(Scene scene, TileCaption caption) {
    Tile tile = new Tile(caption, new java.awt.Dimension(64, 48));
    return new TileView(TileView.Kind.OVERLAY, scene, tile, caption, () -> nanos);
  }

  private Scene scene(String name, boolean isTiled) {
    return new Scene(
        new CameraStatus(name, Tally.create(), OptionalLong.empty(), console, () -> nanos),
        false,
        new ViewSettings(16, 4096, 30, 0.5, 20, isTiled, Duration.ofSeconds(3)));
  }

  private static ViewOptions options(boolean show, boolean windows) {
    return new ViewOptions(show, windows, Optional.empty(), Optional.empty(), Optional.empty());
  }
}

package throng.edge.output;

import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import throng.common.names.NaturalOrder;
import throng.edge.output.TileView.Kind;
import throng.edge.output.window.Legend;
import throng.edge.output.window.Tile;
import throng.edge.output.window.TiledWindow;

/**
 * The windows of all cameras: open from the beginning, a tile a camera.
 *
 * <p>A window that is closed ends nothing but itself; the last one ends the program. Any thread may
 * call it.
 */
final class Windows {
  private static final Dimension LARGE = new Dimension(1024, 640);
  private static final Dimension USUAL = new Dimension(640, 520);
  private static final List<String> KEYS = List.of("ESCAPE");

  private final Consumer<String> ended;
  private final Map<String, List<View>> views = new HashMap<>();
  private final List<TiledWindow> open = new ArrayList<>();
  private boolean isEnding;

  private Windows(Consumer<String> ended) {
    this.ended = ended;
  }

  /**
   * Opens them.
   *
   * @param ended told why, when the user has closed the last one or pressed Esc in one
   */
  static Windows open(ViewOptions options, List<Scene> scenes, Consumer<String> ended) {
    Windows windows = of(options, scenes, ended);
    windows.all().forEach(TiledWindow::open);
    return windows;
  }

  /** The same, not open yet. */
  static Windows of(ViewOptions options, List<Scene> scenes, Consumer<String> ended) {
    Windows windows = new Windows(ended);
    List<Scene> ordered =
        scenes.stream()
            .sorted(Comparator.comparing(scene -> scene.status().name(), NaturalOrder.INSTANCE))
            .toList();
    if (options.show()) {
      windows.make(Kind.OVERLAY, ordered);
    }
    if (options.windows()) {
      windows.make(Kind.PICTURE, ordered);
      windows.make(Kind.DENSITY, ordered);
    }
    return windows;
  }

  /** What draws a camera's outcomes; each is used by one thread at a time. */
  List<View> of(String camera) {
    return views.getOrDefault(camera, List.of());
  }

  /** Those that are not closed. */
  synchronized List<TiledWindow> all() {
    return List.copyOf(open);
  }

  synchronized boolean isAnyOpen() {
    return !open.isEmpty();
  }

  /** Closes all of them, and tells nobody. */
  void close() {
    List<TiledWindow> closing;
    synchronized (this) {
      isEnding = true;
      closing = List.copyOf(open);
      open.clear();
    }
    closing.forEach(TiledWindow::close);
  }

  // A legend holds for all of a window: cameras of other scales have one of their own.
  private void make(Kind kind, List<Scene> scenes) {
    Map<Object, List<Scene>> together = new LinkedHashMap<>();
    for (Scene scene : scenes) {
      Object key = scene.settings().tiled() ? scene.scale() : scene;
      together.computeIfAbsent(key, notUsed -> new ArrayList<>()).add(scene);
    }
    together.values().forEach(each -> add(kind, each));
  }

  private void add(Kind kind, List<Scene> scenes) {
    List<Tile> tiles = scenes.stream().map(scene -> tile(kind, scene, scenes.size())).toList();
    TiledWindow[] itself = new TiledWindow[1];
    itself[0] =
        new TiledWindow(
            title(kind, scenes),
            tiles,
            kind == Kind.PICTURE ? Optional.empty() : Optional.of(legend(scenes.get(0).scale())),
            new TiledWindow.Controls(() -> closed(itself[0]), KEYS, this::escaped));
    open.add(itself[0]);
  }

  private Tile tile(Kind kind, Scene scene, int together) {
    TileCaption caption = new TileCaption(scene.status(), scene.text(), System::nanoTime);
    Tile tile = new Tile(caption, together == 1 ? LARGE : USUAL);
    views
        .computeIfAbsent(scene.status().name(), notUsed -> new ArrayList<>())
        .add(new TileView(kind, scene, tile, caption, System::nanoTime));
    return tile;
  }

  private void closed(TiledWindow window) {
    boolean isLast;
    synchronized (this) {
      isLast = open.remove(window) && open.isEmpty() && !isEnding;
    }
    window.close();
    if (isLast) {
      ended.accept("The last window was closed: the program ends.");
    }
  }

  private void escaped() {
    ended.accept("Esc was pressed in a window: the program ends.");
  }

  static String title(Kind kind, List<Scene> scenes) {
    String of = scenes.size() == 1 ? scenes.get(0).status().name() : scenes.size() + " cameras";
    return "Throng - " + of + (kind == Kind.DENSITY ? " - density" : "");
  }

  private static Legend legend(DensityScale scale) {
    return new Legend(
        DensityScale.UNIT,
        DensityScale.SHORT_UNIT,
        IntStream.range(0, DensityColours.NUMBER).mapToObj(DensityColours::rgb).toList(),
        scale.marks().stream().map(mark -> new Legend.Mark(mark.place(), mark.label())).toList());
  }
}

package throng.actors.counts.site;

import com.typesafe.config.Config;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import throng.streams.frame.CameraId;

/** The whole state as one file, to be kept, exported and imported. */
public final class SiteJson {
  /** The key of how many people a camera, a zone or a group holds. */
  static final String CAPACITY = "capacity";

  private SiteJson() {}

  /** The file's text. */
  public static String write(SiteState state) {
    return write(state, Map.of());
  }

  /** The same with more keys. */
  public static String write(SiteState state, Map<String, ?> more) {
    Map<String, Object> file = new LinkedHashMap<>(more);
    file.put(
        "cameras",
        state.cameras().entrySet().stream()
            .map(entry -> camera(entry.getKey(), entry.getValue()))
            .toList());
    AlertBook alerts = state.alerts();
    file.put(
        "alerts",
        Map.of(
            "version",
            alerts.version(),
            "rules",
            alerts.rules().values().stream().map(AlertJson::write).toList()));
    file.put("wide", WideJson.write(state.wide()));
    return Json.write(file);
  }

  private static Map<String, Object> camera(CameraId camera, CameraSite site) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("camera", camera.toString());
    keys.put("version", site.version());
    site.about().title().ifPresent(title -> keys.put("title", title));
    site.about().capacity().ifPresent(people -> keys.put(CAPACITY, people));
    keys.put("zones", site.zones().values().stream().map(PlaceJson::write).toList());
    site.ground().ifPresent(ground -> keys.put("ground", PlaceJson.write(ground)));
    keys.put("calibration", CalibrationJson.write(site.calibration()));
    return keys;
  }

  /**
   * Reads it.
   *
   * @param where the file's name, for sentences
   * @throws IllegalArgumentException in a sentence, if it is no such file
   */
  public static SiteState read(String text, String where) {
    return read(text, where, (state, file) -> state);
  }

  /**
   * Reads it, and what else there is in it.
   *
   * @param both is given the state, and the whole file
   */
  public static <T> T read(String text, String where, BiFunction<SiteState, Config, T> both) {
    return Json.read(text, where, file -> both.apply(state(file), file));
  }

  private static SiteState state(Config file) {
    Map<CameraId, CameraSite> cameras = new LinkedHashMap<>();
    for (Config camera : file.getConfigList("cameras")) {
      cameras.put(id(camera.getString("camera")), site(camera));
    }
    Config alerts = file.getConfig("alerts");
    AlertBook book = AlertBook.NONE.version(alerts.getLong("version"));
    for (Config rule : alerts.getConfigList("rules")) {
      book = book.with(AlertJson.rule(rule));
    }
    SiteWide wide = file.hasPath("wide") ? WideJson.read(file.getConfig("wide")) : SiteWide.NONE;
    return new SiteState(cameras, book, wide);
  }

  private static CameraId id(String text) {
    return CameraId.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no node/camera."));
  }

  private static CameraSite site(Config camera) {
    CameraSite site = CameraSite.NONE.version(camera.getLong("version"));
    for (Config zone : camera.getConfigList("zones")) {
      site = site.with(PlaceJson.zone(zone));
    }
    if (camera.hasPath("ground")) {
      site = site.with(Optional.of(PlaceJson.ground(camera.getConfig("ground"))));
    }
    site = site.with(new CameraAbout(title(camera), capacity(camera)));
    return site.with(CalibrationJson.read(camera.getConfig("calibration")));
  }

  private static Optional<String> title(Config camera) {
    return camera.hasPath("title") ? Optional.of(camera.getString("title")) : Optional.empty();
  }

  /** Of a camera, a zone or a group; empty: nobody has said. */
  static OptionalInt capacity(Config of) {
    return of.hasPath(CAPACITY) ? OptionalInt.of(of.getInt(CAPACITY)) : OptionalInt.empty();
  }

  /** A list of lists of two numbers. */
  static List<double[]> pairs(Config config, String key) {
    return config.getList(key).stream().map(it -> pair(it.unwrapped(), key)).toList();
  }

  private static double[] pair(Object pair, String key) {
    if (pair instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof Number x
        && list.get(1) instanceof Number y) {
      return new double[] {x.doubleValue(), y.doubleValue()};
    }
    throw new IllegalArgumentException(key + " must be a list of pairs of numbers.");
  }
}

package throng.gpu.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import throng.streams.settings.SettingsException;

/**
 * The networks with which a node starts, ready to be opened by their workers. What they keep for
 * pictures to come is kept for all of them together, and for those that come later.
 */
public final class OpenedModels implements AutoCloseable {
  private final String standard;
  private final Map<String, Models.Opened> byName;
  private final PicturePool pool;

  private OpenedModels(String standard, Map<String, Models.Opened> byName, PicturePool pool) {
    this.standard = standard;
    this.byName = byName;
    this.pool = pool;
  }

  /**
   * Opens them.
   *
   * @throws SettingsException if one is not there, or cannot be served
   */
  public static OpenedModels open(NamedModels models) {
    PicturePool pool = new PicturePool(models.first().idlePictureMemory());
    OpenedModels opened = new OpenedModels(models.standard(), new LinkedHashMap<>(), pool);
    try {
      models.byName().forEach((name, its) -> opened.byName.put(name, opened.openBeside(its)));
      return opened;
    } catch (RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  /**
   * Opens another network, which whoever has asked for it closes.
   *
   * @throws SettingsException if it is not there, or cannot be served
   */
  public Models.Opened openBeside(ModelSettings settings) {
    return Models.open(settings, pool);
  }

  /** The same with another in the place of the one that counts where nobody says otherwise. */
  public OpenedModels with(Models.Opened first) {
    Map<String, Models.Opened> all = new LinkedHashMap<>(byName);
    all.put(standard, first);
    return new OpenedModels(standard, all, pool);
  }

  /** The name of the one that counts where nobody says otherwise. */
  public String standard() {
    return standard;
  }

  /** All of them. */
  public Map<String, Models.Opened> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /** The one that counts where nobody says otherwise. */
  public Models.Opened first() {
    return Objects.requireNonNull(byName.get(standard));
  }

  /** What is kept for pictures to come, in bytes. */
  long idleBytes() {
    return pool.idleBytes();
  }

  /** Gives up what they have, once their workers have ended. */
  @Override
  public void close() {
    byName.values().forEach(opened -> opened.model().close());
  }
}

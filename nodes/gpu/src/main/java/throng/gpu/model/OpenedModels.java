package throng.gpu.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import throng.streams.settings.SettingsException;

/**
 * The networks with which a node starts, ready to be opened by their workers.
 *
 * @param standard the name of the one that counts where nobody says otherwise
 */
public record OpenedModels(String standard, Map<String, Models.Opened> byName)
    implements AutoCloseable {
  /**
   * Opens them.
   *
   * @throws SettingsException if one is not there, or cannot be served
   */
  public static OpenedModels open(NamedModels models) {
    OpenedModels opened = new OpenedModels(models.standard(), new LinkedHashMap<>());
    try {
      models.byName().forEach((name, its) -> opened.byName.put(name, Models.open(its)));
      return opened;
    } catch (RuntimeException failure) {
      opened.close();
      throw failure;
    }
  }

  /** The same with another in the place of the one that counts where nobody says otherwise. */
  public OpenedModels with(Models.Opened first) {
    Map<String, Models.Opened> all = new LinkedHashMap<>(byName);
    all.put(standard, first);
    return new OpenedModels(standard, all);
  }

  /** The one that counts where nobody says otherwise. */
  public Models.Opened first() {
    return Objects.requireNonNull(byName.get(standard));
  }

  /** Gives up what they have, once their workers have ended. */
  @Override
  public void close() {
    byName.values().forEach(opened -> opened.model().close());
  }
}

package throng.actors.counts.site;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import throng.streams.frame.CameraId;

/**
 * The state of zones, ground, calibration, alerts and groups, which people change one at a time.
 * What is changed is kept before it is seen. Any thread may use it; one that changes it may wait
 * for a disk.
 */
public final class Site {
  private final SiteStore store;
  private final Set<String> takenAlerts;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile SiteState state;

  /**
   * @param state as it was kept
   * @param takenAlerts the names of those that stand in the settings
   */
  public Site(SiteStore store, SiteState state, Set<String> takenAlerts) {
    this.store = store;
    this.state = state;
    this.takenAlerts = Set.copyOf(takenAlerts);
  }

  /** As it is now. */
  public SiteState state() {
    return state;
  }

  /** What to run, by the thread that made it, after each change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Changes what is known of a camera.
   *
   * @param version that was read before; empty: whichever it is
   * @param change throws an {@link IllegalArgumentException} with a sentence for a person, if it
   *     cannot be
   * @return the changed one, with its version
   * @throws IOException if it could not be kept; then nothing has changed
   */
  public CameraSite change(CameraId camera, OptionalLong version, UnaryOperator<CameraSite> change)
      throws StaleVersionException, IOException {
    CameraSite changed;
    synchronized (this) {
      CameraSite before = state.camera(camera);
      check(version, before.version());
      changed = change.apply(before).version(before.version() + 1);
      keep(state.with(camera, changed));
    }
    listeners.forEach(Runnable::run);
    return changed;
  }

  /** Changes the alerts; the same otherwise. */
  public AlertBook changeAlerts(OptionalLong version, UnaryOperator<AlertBook> change)
      throws StaleVersionException, IOException {
    AlertBook changed;
    synchronized (this) {
      AlertBook before = state.alerts();
      check(version, before.version());
      changed = change.apply(before).version(before.version() + 1);
      checkNames(before, changed);
      keep(state.with(changed));
    }
    listeners.forEach(Runnable::run);
    return changed;
  }

  /** Changes what belongs to no single camera; the same otherwise. */
  public SiteWide changeWide(OptionalLong version, UnaryOperator<SiteWide> change)
      throws StaleVersionException, IOException {
    SiteWide changed;
    synchronized (this) {
      SiteWide before = state.wide();
      check(version, before.version());
      changed = change.apply(before).version(before.version() + 1);
      keep(state.with(changed));
    }
    listeners.forEach(Runnable::run);
    return changed;
  }

  /**
   * Takes each camera, alert and group of a file, and its bands, in place of what is here under the
   * same names; what the file does not have stays.
   *
   * @param check is given what is here and what it is to become, and throws what refuses that
   * @throws IOException if it could not be kept; then nothing has changed
   */
  public void importAll(SiteState file, BiConsumer<SiteState, SiteState> check) throws IOException {
    synchronized (this) {
      checkNames(state.alerts(), file.alerts());
      SiteState imported = state.imported(file);
      check.accept(state, imported);
      keep(imported);
    }
    listeners.forEach(Runnable::run);
  }

  /** Takes what another node has in a higher version. */
  public void replicate(SiteState other) throws IOException {
    synchronized (this) {
      SiteState newest = state.newest(other);
      if (newest.equals(state)) {
        return;
      }
      keep(newest);
    }
    listeners.forEach(Runnable::run);
  }

  /** Refuses, in a sentence, what another node has and this one has no room for. */
  void requireRoom(SiteState other) {
    state.requireRoom(other);
  }

  private void keep(SiteState changed) throws IOException {
    store.write(changed);
    state = changed;
  }

  private void checkNames(AlertBook before, AlertBook changed) {
    for (String name : changed.rules().keySet()) {
      if (takenAlerts.contains(name) && !before.rules().containsKey(name)) {
        throw new IllegalArgumentException(
            "The alert "
                + name
                + " stands in the settings file: change it there, or choose another name.");
      }
    }
  }

  private static void check(OptionalLong expected, long version) throws StaleVersionException {
    if (expected.isPresent() && expected.getAsLong() != version) {
      throw new StaleVersionException(expected.getAsLong(), version);
    }
  }
}

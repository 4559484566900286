package throng.gpu.web;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import throng.streams.frame.CameraId;

/**
 * The node's networks, to look at and to change. A change completes with a sentence, once it is
 * made; it fails with a {@link throng.streams.settings.SettingsException} that says why not.
 */
public interface NetworkControl {
  /** All that there is to say of them. */
  Networks all();

  /** Opens the network of that name in the models folder, or opens it anew. */
  CompletionStage<String> add(String name);

  /**
   * Has a network count what another name's cameras send.
   *
   * @param name empty: the one that counts where nobody says otherwise
   */
  CompletionStage<String> use(String network, Optional<String> name);

  /** Closes a network, and deletes its folder. */
  CompletionStage<String> remove(String name);

  /**
   * Has a share of the pictures that one network counts be counted by another too.
   *
   * @param of empty: the one that counts where nobody says otherwise
   * @param share above 0 and at most 1
   */
  CompletionStage<String> shadow(String network, Optional<String> of, double share);

  /** Ends that. */
  CompletionStage<String> stopShadow();

  /**
   * The networks.
   *
   * @param standard the name of the one that counts where nobody says otherwise
   * @param refused what was asked for last and not done
   * @param shadow empty: no network was compared with another
   */
  record Networks(
      String standard, List<Line> models, List<Refused> refused, Optional<Shadow> shadow) {
    /** The same for who may know of some cameras. */
    Networks only(Predicate<CameraId> seen) {
      return new Networks(standard, models, refused, shadow.map(all -> all.only(seen)));
    }
  }

  /**
   * A network.
   *
   * @param name by which cameras choose it
   * @param network its own name
   * @param version its own version
   * @param usedFor the names for which it counts
   * @param cameras how many it counts
   */
  record Line(String name, String network, String version, List<String> usedFor, int cameras) {}

  /** Why a network is as it was. */
  record Refused(String network, String sentence, long atMillis) {}

  /**
   * A network beside another.
   *
   * @param running whether it still counts
   */
  record Shadow(
      String network,
      String of,
      double share,
      boolean running,
      long missed,
      long failed,
      List<Difference> cameras) {
    private Shadow only(Predicate<CameraId> seen) {
      List<Difference> its = cameras.stream().filter(one -> one.isSeen(seen)).toList();
      return new Shadow(network, of, share, running, missed, failed, its);
    }
  }

  /** One camera's pictures that both have counted. */
  record Difference(
      String camera,
      long pictures,
      double meanOld,
      double meanNew,
      double difference,
      double spread,
      Optional<Double> correlation,
      double millisOld,
      double millisNew) {
    private boolean isSeen(Predicate<CameraId> seen) {
      return CameraId.parse(camera).filter(seen).isPresent();
    }
  }
}

package throng.gpu.web.past;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import throng.actors.counts.History;
import throng.actors.counts.History.Kept;
import throng.actors.counts.Series;
import throng.actors.counts.site.CameraGroup;
import throng.gpu.web.access.Principal;
import throng.gpu.web.http.Call;
import throng.gpu.web.http.Problem;

/**
 * Whose past is asked for: a camera's or a zone's, or a group's.
 *
 * @param series empty: it is a group
 * @param group empty: it is none
 * @param who asks: of a group they are told of the cameras that they see
 */
record Subject(Optional<Series> series, Optional<CameraGroup> group, Principal who) {
  private static final String NO_GROUP = "There is no such group.";

  /** The query's {@code series}, of a camera that the caller may know of, or its {@code group}. */
  static Subject of(Call call, Groups groups) {
    Optional<String> group = HistoryQuery.text(call, "group");
    if (group.isEmpty()) {
      return new Subject(Optional.of(series(call)), Optional.empty(), call.signedIn());
    } else if (HistoryQuery.text(call, "series").isPresent()) {
      throw Problem.of(400, "Ask for a series or for a group, not for both.");
    }
    CameraGroup found = groups.apply(group.get()).orElseThrow(() -> Problem.of(404, NO_GROUP));
    return new Subject(Optional.empty(), Optional.of(found), call.signedIn());
  }

  private static Series series(Call call) {
    Series series =
        HistoryQuery.text(call, "series")
            .flatMap(Series::parse)
            .orElseThrow(
                () ->
                    Problem.of(
                        400,
                        "series must be node/camera or node/camera/zone; or ask for a group."));
    if (!call.signedIn().sees(series.camera())) {
      throw Problem.of(404, "There is no such camera.");
    }
    return series;
  }

  /** Its name, for a file. */
  String name() {
    return series.map(it -> it.toString().replace('/', '_')).orElse("group_" + groupName());
  }

  private String groupName() {
    return group.map(CameraGroup::name).orElse("");
  }

  /** Its past; may wait for a disk. */
  Past past(History history) throws IOException {
    return series.isPresent() ? Past.of(history, series.get()) : groupPast(history);
  }

  private Past groupPast(History history) throws IOException {
    List<String> names = group.map(CameraGroup::cameras).orElse(List.of());
    Stream<Series> named = names.stream().flatMap(it -> Series.parse(it).stream());
    Stream<Series> kept =
        history.kept().stream()
            .map(Kept::series)
            .filter(it -> it.zone().isEmpty())
            .filter(it -> group.filter(held -> held.holds(it.camera())).isPresent());
    List<Series> cameras =
        Stream.concat(named, kept).distinct().filter(it -> who.sees(it.camera())).toList();
    if (cameras.isEmpty() && !who.cameras().isEmpty()) {
      throw Problem.of(404, NO_GROUP);
    }
    return new GroupPast(history, cameras);
  }
}

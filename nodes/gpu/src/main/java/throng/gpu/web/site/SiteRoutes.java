package throng.gpu.web.site;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.http.Route;

/** What people say of the places that are counted: to read, and for operators to change. */
public final class SiteRoutes {
  private final HeldPictures held = new HeldPictures(System::nanoTime);
  private final List<Route> routes = new ArrayList<>();

  /**
   * @param accounts go in and out with the site's file
   * @param disk where changes may block
   */
  public SiteRoutes(SiteParts parts, Accounts accounts, Executor disk) {
    LastEdits last = new LastEdits(parts.utc());
    Edits edits = new Edits(disk, last);
    routes.addAll(new PlaceRoutes(parts, edits).routes());
    routes.addAll(new PreviewRoutes(parts, edits).routes());
    routes.addAll(new AlertRoutes(parts, edits).routes());
    routes.addAll(new SilenceRoutes(parts).routes());
    routes.addAll(new PictureRoutes(parts, edits, held).routes());
    routes.addAll(new CalibrationRoutes(parts, edits, held).routes());
    routes.addAll(new GroupRoutes(parts, edits).routes());
    routes.addAll(new BandRoutes(parts, edits).routes());
    routes.addAll(new FileRoutes(parts, accounts, edits, last).routes());
  }

  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** Forgets pictures whose time is over; to be called each second or so. */
  public void forget() {
    held.forget();
  }
}

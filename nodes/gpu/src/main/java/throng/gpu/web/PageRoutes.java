package throng.gpu.web;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import throng.actors.counts.History;
import throng.actors.counts.past.EveryNodesPast;
import throng.actors.counts.site.CameraGroup;
import throng.gpu.web.access.Access;
import throng.gpu.web.access.Principal;
import throng.gpu.web.access.Role;
import throng.gpu.web.http.Hosts;
import throng.gpu.web.http.Route;
import throng.gpu.web.http.Router;
import throng.gpu.web.json.Json;
import throng.gpu.web.live.Bandwidth;
import throng.gpu.web.live.CameraRoutes;
import throng.gpu.web.live.LiveCounts;
import throng.gpu.web.live.LiveRoutes;
import throng.gpu.web.live.LiveStreams;
import throng.gpu.web.past.HistoryRoutes;
import throng.gpu.web.past.PastAlertRoutes;
import throng.gpu.web.past.PatternRoutes;
import throng.gpu.web.site.SiteParts;
import throng.gpu.web.site.SiteRoutes;
import throng.streams.settings.HostAndPort;

/** Everything that is answered, in one list. */
final class PageRoutes {
  private final WebSettings settings;
  private final Web.Parts parts;
  private final Access access;
  private final LiveCounts counts;
  private final LiveStreams streams;
  private final Executor disk;
  private final Executor past;
  private final Assets assets = Assets.load();
  private final SiteRoutes site;

  /**
   * What a page is told first.
   *
   * @param assets tells a page that has been open for long that it is an old one
   */
  private record Hello(
      String type,
      String version,
      String model,
      String assets,
      String user,
      Role role,
      boolean pictures,
      String timeZone) {}

  PageRoutes(
      WebSettings settings,
      Web.Parts parts,
      Access access,
      LiveCounts counts,
      LiveStreams streams,
      Executor disk,
      Executor past) {
    this.settings = settings;
    this.parts = parts;
    this.access = access;
    this.counts = counts;
    this.streams = streams;
    this.disk = disk;
    this.past = past;
    this.site = new SiteRoutes(site(settings, parts, counts), access.accounts(), disk);
  }

  /** All of them. */
  List<Route> routes(HostAndPort listen) {
    List<Route> routes = new ArrayList<>(assets.routes());
    routes.add(Description.route());
    routes.addAll(new HealthRoutes(parts.health(), this::version).routes());
    routes.add(new DeviceRoutes(parts.readers().devices()).route());
    routes.add(UnencryptedRoute.of(parts.readers().unencrypted()));
    routes.addAll(new NetworkRoutes(parts.networks()).routes());
    routes.addAll(new SignInRoutes(access).routes());
    routes.addAll(new UserRoutes(access).routes());
    routes.add(new PasswordRoute(access).route());
    Bandwidth bandwidth = parts.readers().views().bandwidth();
    routes.addAll(new CameraRoutes(counts, settings.live(), bandwidth).routes());
    routes.addAll(
        new LiveRoutes(counts, streams, settings.live(), access, this::hello, bandwidth).routes());
    routes.addAll(site.routes());
    parts
        .readers()
        .metrics()
        .ifPresent(it -> routes.add(MetricsRoute.of(it, isForThisMachine(listen))));
    routes.add(StoredRoute.of(settings, parts.readers().history(), parts.state(), disk));
    parts.readers().history().ifPresent(it -> routes.addAll(past(it)));
    return List.copyOf(routes);
  }

  /**
   * Whether all who reach the page are on this machine, or come by a proxy that nobody knows of.
   */
  private boolean isForThisMachine(HostAndPort listen) {
    return !listen.isBeyondLoopback() && settings.trustedProxies().isEmpty();
  }

  private List<Route> past(History own) {
    EveryNodesPast all = new EveryNodesPast(own, parts.readers().others());
    List<Route> routes = new ArrayList<>();
    routes.addAll(new HistoryRoutes(all, this::group, past).routes());
    routes.addAll(new PatternRoutes(all, this::group, past).routes());
    routes.addAll(new PastAlertRoutes(all, past).routes());
    return routes;
  }

  Router router(HostAndPort listen) {
    return new Router(
        routes(listen),
        new Hosts(listen, settings.allowedHosts()),
        access,
        settings.trustedProxies(),
        settings.connections().body());
  }

  /** Forgets what is held for some minutes only; to be called each second or so. */
  void forget() {
    site.forget();
  }

  private static SiteParts site(WebSettings settings, Web.Parts parts, LiveCounts counts) {
    Web.Edited edited = parts.edited();
    return new SiteParts(
        edited.site(),
        edited.alerts(),
        parts.readers().seconds(),
        edited.settings(),
        edited.targets(),
        counts,
        settings.live().pictures(),
        InstantSource.system());
  }

  private Optional<CameraGroup> group(String name) {
    return Optional.ofNullable(parts.edited().site().state().wide().groups().get(name));
  }

  private HealthRoutes.Version version() {
    return new HealthRoutes.Version(programVersion(), parts.model().get());
  }

  private String hello(Principal who) {
    HealthRoutes.Version version = version();
    return Json.text(
        new Hello(
            "hello",
            version.version(),
            version.model(),
            assets.hash(),
            who.name(),
            who.role(),
            settings.live().pictures(),
            settings.timeZone().getId()));
  }

  private static String programVersion() {
    String version = PageRoutes.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

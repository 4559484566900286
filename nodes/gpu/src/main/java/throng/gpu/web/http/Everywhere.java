package throng.gpu.web.http;

/** What concerns all cameras is for those who see all of them. */
public final class Everywhere {
  private Everywhere() {}

  /** Refuses with 403 a caller who sees some cameras only. */
  public static void require(Call call) {
    if (!call.signedIn().cameras().isEmpty()) {
      throw Problem.of(403, "This concerns all cameras, and you see some of them only.");
    }
  }
}

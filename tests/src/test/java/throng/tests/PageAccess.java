package throng.tests;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Measures what WCAG 2.2 AA asks of a page as it is shown at this moment. */
final class PageAccess {
  private static final String SCRIPT = script();

  private PageAccess() {}

  /** Texts of too little contrast (1.4.3): at least 4.5, 3 where they are large. */
  static List<String> faintTexts(Page page) {
    return ask(page, "faintTexts()");
  }

  /** Signs, curves and borders of fields of too little contrast (1.4.11): at least 3. */
  static List<String> faintGraphics(Page page) {
    return ask(page, "faintGraphics()");
  }

  /** What is pressed and smaller than 24 by 24 pixels (2.5.8), unless it stands in a sentence. */
  static List<String> smallTargets(Page page) {
    return ask(page, "smallTargets()");
  }

  /** What has the focus and does not show it (2.4.7), or lies outside of what is seen (2.4.11). */
  static List<String> unseenFocus(Page page) {
    return ask(page, "unseenFocus()");
  }

  /** What is used, and has no name or no role (4.1.2). */
  static List<String> unnamed(Page page) {
    return ask(page, "unnamed()");
  }

  /** What moves, or would as soon as it changes. */
  static List<String> moving(Page page) {
    return ask(page, "moving()");
  }

  @SuppressWarnings("unchecked")
  private static List<String> ask(Page page, String call) {
    return (List<String>) page.evaluate("() => { " + SCRIPT + " return " + call + "; }");
  }

  private static String script() {
    try (InputStream in = PageAccess.class.getResourceAsStream("/page-access.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

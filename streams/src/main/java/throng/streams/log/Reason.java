package throng.streams.log;

import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why something failed, in words for a user: without the names of classes, which tell none. */
public final class Reason {
  private static final Pattern CLASS_NAMES =
      Pattern.compile("(?:[a-z][a-z0-9_]*\\.)+[A-Za-z0-9_$]*(?:Exception|Error)(?:: )?");

  private Reason() {}

  /**
   * The failure's own words, a line without a full stop; what kind of failure it is without any.
   */
  public static String of(Throwable failure) {
    if (failure instanceof FileSystemException file) {
      return ofFile(file);
    }
    if (failure instanceof UnknownHostException unknown) {
      return "no host is named " + unknown.getMessage();
    }
    if (failure instanceof UnresolvedAddressException) {
      return "no host has that name";
    }
    if (failure instanceof SocketTimeoutException) {
      return "nothing came in time";
    }
    if (failure instanceof ClosedChannelException) {
      return "it was closed";
    }
    if (failure instanceof NoClassDefFoundError) {
      return words(failure.getMessage()).replaceAll("[\\w$]+[./]", "");
    }
    String said = words(failure.getMessage());
    return said.isEmpty() ? kind(failure) : said;
  }

  /** Of what was wrapped, the failure at the bottom of it. */
  public static Throwable root(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at.getCause() != null && depth < 32; depth++) {
      at = at.getCause();
    }
    return at;
  }

  private static String ofFile(FileSystemException failure) {
    String file = String.valueOf(failure.getFile());
    if (failure instanceof NoSuchFileException) {
      return file + " is not there";
    }
    if (failure instanceof AccessDeniedException) {
      return "this user has no right to " + file;
    }
    if (failure instanceof FileAlreadyExistsException) {
      return file + " is there already";
    }
    String reason = words(failure.getReason());
    return file + ": " + (reason.isEmpty() ? kind(failure) : reason);
  }

  private static String words(@Nullable String message) {
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    return CLASS_NAMES.matcher(line).replaceAll("").strip().replaceAll("[.:]+$", "");
  }

  /** {@code ConnectionResetException}: connection reset. */
  private static String kind(Throwable failure) {
    String words =
        failure
            .getClass()
            .getSimpleName()
            .replaceAll("(Exception|Error)$", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT)
            .strip();
    return words.isEmpty() ? "unknown failure" : words;
  }
}

package throng.streams.settings;

/**
 * A wrong argument or setting; the message says where it stands and what is allowed. Exit code 2.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsException(String sentence) {
    super(sentence);
  }
}

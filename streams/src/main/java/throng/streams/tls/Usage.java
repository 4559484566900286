package throng.streams.tls;

/** On which side of a connection a certificate is shown. */
enum Usage {
  SERVER("1.3.6.1.5.5.7.3.1", "a server"),
  CLIENT("1.3.6.1.5.5.7.3.2", "a client");

  private final String purpose;
  private final String words;

  Usage(String purpose, String words) {
    this.purpose = purpose;
    this.words = words;
  }

  /** The purpose that a certificate must name, an object identifier (RFC 5280, 4.2.1.12). */
  String purpose() {
    return purpose;
  }

  @Override
  public String toString() {
    return words;
  }
}

package throng.streams.tls;

import java.security.cert.CertificateException;

/** A certificate that does not count; the message is a sentence that says why. */
public final class DistrustException extends CertificateException {
  private static final long serialVersionUID = 1L;

  DistrustException(String sentence) {
    super(sentence);
  }

  /** Always there: none is made without its sentence. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

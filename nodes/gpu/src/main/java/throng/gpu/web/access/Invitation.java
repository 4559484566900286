package throng.gpu.web.access;

import java.util.Optional;

/**
 * A link that signs somebody in once. Only its digest is kept.
 *
 * @param sha256 of the link's code, in hexadecimal
 * @param version of the account that it was made for, as another one may get the name; empty: a
 *     file of a node that did not keep it
 */
record Invitation(String account, String sha256, long expiresMillis, Optional<Long> version) {
  /** The same for this version of its account. */
  Invitation to(Account its) {
    return new Invitation(account, sha256, expiresMillis, Optional.of(its.version()));
  }

  boolean isFor(Account its) {
    return its.name().equals(account) && version.map(it -> it == its.version()).orElse(true);
  }
}

package throng.streams.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import throng.streams.settings.SettingsException;

/**
 * Who a node is on the link between edge nodes and GPU nodes, and whom it trusts there. Follows its
 * folder, which may be empty until somebody pairs. Any thread may ask; one at a time looks.
 *
 * <p>TLS 1.3, and nothing older, by the curves x25519 and P-256: all who speak it here are of this
 * program.
 */
public final class LinkIdentity {
  private static final String[] PROTOCOLS = {"TLSv1.3"};
  private static final int MOST_SEEN = 10_000;

  private final PkiFolder folder;
  private final Role role;
  private final Followed<Optional<SiteIdentity>> site;
  private volatile Set<PeerIdentity> revoked = Set.of();
  private volatile Set<PeerIdentity> issued = Set.of();
  private final Set<PeerIdentity> seen = ConcurrentHashMap.newKeySet();
  private volatile boolean wasPaired;
  private boolean isRevokedUnreadable;

  private LinkIdentity(PkiFolder folder, Role role, boolean isOn) {
    this.folder = folder;
    this.role = role;
    this.site =
        isOn
            ? new Followed<>(folder::stamp, this::read)
            : new Followed<>(() -> "", Optional::empty);
    if (isThere()) {
      revoked = folder.revoked().orElseThrow(() -> new SettingsException(unreadable()));
      issued = folder.issued().orElse(Set.of());
    }
  }

  /**
   * What the folder holds; it may be empty, or not be there.
   *
   * @param role what the node is
   * @throws SettingsException with file and line, if it holds what cannot be used
   */
  public static LinkIdentity of(Path folder, Role role) {
    return new LinkIdentity(new PkiFolder(folder), role, true);
  }

  /** Nobody's, now and later. */
  public static LinkIdentity none(Role role) {
    return new LinkIdentity(new PkiFolder(Path.of("")), role, false);
  }

  private Optional<SiteIdentity> read() {
    if (folder.isEmpty() && !wasPaired) {
      return Optional.empty();
    }
    SiteIdentity read = SiteIdentity.read(folder, role, this::isRevoked);
    wasPaired = true;
    return Optional.of(read);
  }

  /** Whether the node is part of a site, and so speaks TLS. Once it is, it stays so. */
  public boolean isThere() {
    return site.value().isPresent();
  }

  /** Whom the node's own certificate names; empty: it has none. */
  public Optional<PeerIdentity> self() {
    return site.value().map(SiteIdentity::self);
  }

  /** The node's own certificate and key, for what else shows them. */
  public PemFiles files() {
    return folder.own();
  }

  /**
   * The server's side of one connection. A client may show a certificate, which is {@link #judge
   * judged} after the handshake.
   *
   * @throws IllegalStateException if the node is not part of a site
   */
  public SSLEngine accepting() {
    SSLEngine engine = engine(there().accepting());
    engine.setUseClientMode(false);
    engine.setWantClientAuth(true);
    return engine;
  }

  /**
   * The client's side of one connection: to a GPU node of the site, whatever its address. The
   * handshake fails with a {@link DistrustException} among its causes where another answers.
   *
   * @throws IllegalStateException if the node is not part of a site
   */
  public SSLEngine connecting() {
    SSLEngine engine = engine(there().members());
    engine.setUseClientMode(true);
    return engine;
  }

  /**
   * Encrypts what GPU nodes say to each other: both sides must show a GPU node's certificate, so a
   * server's engine has to {@link SSLEngine#setNeedClientAuth need} one. To be asked for at each
   * connection.
   *
   * @throws IllegalStateException if the node is not part of a site
   */
  public Supplier<SSLContext> members() {
    return () -> there().members();
  }

  private SiteIdentity there() {
    return site.value()
        .orElseThrow(() -> new IllegalStateException("There is no certificate to show."));
  }

  private static SSLEngine engine(SSLContext context) {
    // Without a host's name, so that no session is resumed: each handshake is checked whole.
    SSLEngine engine = context.createSSLEngine();
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    parameters.setAlgorithmConstraints(SiteAlgorithms.ONLY);
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Has the first handshake not be the one that loads what all need. Takes up to a second. */
  public void rehearse() {
    if (!isThere()) {
      return;
    }
    try {
      Rehearsal.run(connecting(), accepting());
    } catch (SSLException edgesTrustNoEdge) {
      // By then all is loaded.
      return;
    }
  }

  /** Who the client of a handshake is that is over. */
  public Verdict judge(SSLSession session) {
    try {
      PeerIdentity peer = there().trust().check(chain(session), Usage.CLIENT);
      if (seen.size() < MOST_SEEN) {
        seen.add(peer);
      }
      return Verdict.trusted(peer);
    } catch (SSLPeerUnverifiedException none) {
      return Verdict.NOBODY;
    } catch (DistrustException e) {
      return Verdict.distrusted(e.getMessage());
    }
  }

  /** Whom the other side's certificate names, of a handshake in which it was judged. */
  public static Optional<PeerIdentity> shown(SSLSession session) {
    try {
      return PeerIdentity.of((X509Certificate) session.getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }

  /**
   * Why the other side of a handshake that is over is no GPU node of the site; empty: it is one. A
   * session that is resumed was judged when it began, and is here again.
   */
  public Optional<DistrustException> distrustOfMember(SSLSession session) {
    try {
      PeerIdentity peer = there().trust().check(chain(session), Usage.CLIENT);
      return peer.role() == Role.GPU_NODE
          ? Optional.empty()
          : Optional.of(
              new DistrustException("The certificate is %s's, no GPU node's.".formatted(peer)));
    } catch (DistrustException e) {
      return Optional.of(e);
    } catch (SSLPeerUnverifiedException none) {
      return Optional.of(new DistrustException("There is no certificate."));
    }
  }

  private static List<X509Certificate> chain(SSLSession session) throws SSLPeerUnverifiedException {
    return Arrays.stream(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
  }

  /** Whether that chain is of the site as this node knows it, and holds. */
  public boolean trusts(List<X509Certificate> chain) {
    try {
      there().trust().check(chain, Usage.CLIENT);
      return true;
    } catch (DistrustException another) {
      return false;
    }
  }

  /**
   * Whether that name has a certificate: one that this node has signed, or that was shown to it
   * since it began.
   */
  public boolean isPaired(PeerIdentity peer) {
    return issued.contains(peer) || seen.contains(peer);
  }

  /** Whose certificates count no more. */
  public Set<PeerIdentity> revoked() {
    return revoked;
  }

  /** Whether the certificates of that name count no more. */
  public boolean isRevoked(PeerIdentity peer) {
    return revoked.contains(peer);
  }

  /**
   * Reads what has changed in the folder. Blocks on the disk; to be called every second or more
   * often.
   *
   * @return what there is to tell
   */
  public List<Look> look() {
    Optional<Look> certificate = site.look(read -> read.map(this::sentence).orElse(""));
    return Stream.concat(certificate.stream(), lookAtRevoked().stream()).toList();
  }

  private String sentence(SiteIdentity read) {
    return "This is %s of the site from now on: its certificate, in %s, holds until %s."
        .formatted(read.self(), folder.own().certificate(), read.ends());
  }

  private Optional<Look> lookAtRevoked() {
    if (!isThere()) {
      return Optional.empty();
    }
    Optional<Set<PeerIdentity>> now = folder.revoked();
    // Where all is away, the certificate's own sentence says so.
    boolean isNews = now.isEmpty() && !isRevokedUnreadable && !folder.isEmpty();
    isRevokedUnreadable = now.isEmpty();
    now.ifPresent(them -> revoked = them);
    folder.issued().ifPresent(them -> issued = them);
    return isNews
        ? Optional.of(new Look(false, unreadable() + " What was known stays."))
        : Optional.empty();
  }

  private String unreadable() {
    return "Who was unpaired cannot be read from the file `revoked` in %s: let this node's user read it, or put the folder back."
        .formatted(folder.path());
  }
}

package throng.streams.tls;

/** When a node encrypts the link between edge nodes and GPU nodes. */
public enum TlsMode {
  /** Once it is paired. */
  AUTO,
  /** Never, paired or not. */
  OFF,
  /** Always; without a certificate it does not start. */
  REQUIRED
}

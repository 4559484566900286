package throng.gpu.web.access;

/**
 * A link that signs somebody in once. Only its digest is kept.
 *
 * @param sha256 of the link's code, in hexadecimal
 */
record Invitation(String account, String sha256, long expiresMillis) {}

package throng.bench;

import java.io.IOException;
import throng.streams.pki.NotIssuedException;

/**
 * One node, and two edges at its port: one that does not encrypt, and one that is paired with it.
 */
final class PairedSides implements AutoCloseable {
  private final GpuSide gpu;
  private final EdgeSide plain;
  private final EdgeSide encrypted;

  /** Starts and pairs them as their users would. */
  PairedSides(String model) throws IOException, NotIssuedException {
    Invitation invitation = Invitation.make();
    gpu = GpuSide.start(model, "throng.gpu-node.tls.folder = \"" + invitation.nodeFolder() + "\"");
    plain = new EdgeSide(gpu.address());
    encrypted = new EdgeSide(gpu.address(), "", invitation.accept(gpu.address()));
  }

  EdgeSide plain() {
    return plain;
  }

  EdgeSide encrypted() {
    return encrypted;
  }

  @Override
  public void close() {
    encrypted.close();
    plain.close();
    gpu.close();
  }
}

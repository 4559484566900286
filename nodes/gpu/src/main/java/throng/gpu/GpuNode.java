package throng.gpu;

/** {@code java -jar gpu-node.jar}. */
public final class GpuNode {
  private GpuNode() {}

  public static void main(String[] args) {}
}

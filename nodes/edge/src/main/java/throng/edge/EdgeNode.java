package throng.edge;

/** {@code java -jar edge-node.jar}. */
public final class EdgeNode {
  private EdgeNode() {}

  public static void main(String[] arguments) {
    Startup.prepare();
    System.exit(EdgeCommand.execute(arguments));
  }
}

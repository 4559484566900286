package throng.edge;

import throng.common.command.CommonPool;
import throng.common.command.ProcessEnd;
import throng.common.console.QuietStart;

/** {@code java -jar edge-node.jar}. */
public final class EdgeNode {
  private EdgeNode() {}

  public static void main(String[] arguments) {
    CommonPool.prepare();
    QuietStart.prepare();
    ProcessEnd.prepare();
    System.exit(EdgeCommand.execute(arguments));
  }
}

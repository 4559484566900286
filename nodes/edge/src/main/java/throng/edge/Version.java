package throng.edge;

import picocli.CommandLine.IVersionProvider;

/** The jar's own version, from its manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = EdgeNode.class.getPackage().getImplementationVersion();
    return new String[] {"edge-node " + (version == null ? "(not from a jar)" : version)};
  }
}

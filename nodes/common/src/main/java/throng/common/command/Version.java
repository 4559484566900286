package throng.common.command;

import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program's name, and the version that its jar's manifest tells. */
public final class Version implements IVersionProvider {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      spec.root().name() + " " + (version == null ? "(not from a jar)" : version)
    };
  }
}

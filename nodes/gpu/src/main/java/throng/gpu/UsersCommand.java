package throng.gpu;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import throng.common.command.Version;
import throng.gpu.web.access.Account;
import throng.gpu.web.access.AccountException;
import throng.gpu.web.access.Accounts;
import throng.gpu.web.access.Role;
import throng.streams.settings.SettingsException;

/** {@code gpu-node users}: who may sign in at the page; a node that runs takes it in at once. */
@Command(
    name = "users",
    description = "Tells and changes who may sign in at the page.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class UsersCommand implements Callable<Integer> {
  @Mixin private CommonOptions options = new CommonOptions();

  @Option(
      names = "--state-folder",
      paramLabel = "FOLDER",
      scope = ScopeType.INHERIT,
      description = "Where the node keeps its users; else as its settings say.")
  private @Nullable String stateFolder;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return list();
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Tells the name, the role and the cameras of each user.")
  int list() {
    return explained(
        accounts -> {
          for (Account account : accounts.all()) {
            String cameras =
                account.cameras().isEmpty() ? "all cameras" : String.join(" ", account.cameras());
            String sentence = account.hash().isEmpty() ? " (no password yet)" : "";
            print(account.name() + "  " + account.role().word() + "  " + cameras + sentence);
          }
          if (accounts.isEmpty()) {
            print("There are no users yet.");
          }
        });
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Adds a user, with a password or with a link to sign in once.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--role",
              defaultValue = "viewer",
              paramLabel = "ROLE",
              description = "viewer, operator or admin; else viewer.")
          String role,
      @Option(
              names = "--camera",
              paramLabel = "NODE/CAMERA",
              description = "A camera that the user sees, or NODE/*; else all. Can be repeated.")
          @Nullable List<String> cameras,
      @Option(
              names = "--link",
              description =
                  "Prints what follows the page's address to sign in once, within an hour:"
                      + " /#link=...")
          boolean link) {
    return explained(
        accounts -> {
          Role its = role(role);
          List<String> seen = Optional.ofNullable(cameras).orElse(List.of());
          if (link) {
            print("/#link=" + accounts.addInvited(name, its, seen));
          } else {
            accounts.add(name, its, seen, Accounts.hash(password()));
          }
        });
  }

  @Command(
      name = "passwd",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Gives a user a new password; sign-ins with the old end.")
  int passwd(@Parameters(paramLabel = "NAME") String name) {
    return explained(accounts -> accounts.setHash(name, Accounts.hash(password())));
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Removes a user, whose streams end within seconds.")
  int remove(@Parameters(paramLabel = "NAME") String name) {
    return explained(accounts -> accounts.remove(name));
  }

  private interface Work {
    void on(Accounts accounts) throws IOException;
  }

  private int explained(Work work) {
    try {
      StateFolder folder =
          StateFolder.from(
              CommonOptions.node(
                  options.load(Map.of("state-folder", Optional.ofNullable(stateFolder))).config()));
      work.on(Accounts.open(Optional.of(folder.path())));
      return 0;
    } catch (AccountException refused) {
      throw new SettingsException(String.valueOf(refused.getMessage()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Role role(String word) {
    try {
      return Role.of(word);
    } catch (IllegalArgumentException e) {
      throw new SettingsException("--role: " + e.getMessage());
    }
  }

  // Never on the command line, where other users of the machine could read it.
  private static String password() throws IOException {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Password: ");
    if (typed != null) {
      return new String(typed);
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return Optional.ofNullable(in.readLine()).orElse("");
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}

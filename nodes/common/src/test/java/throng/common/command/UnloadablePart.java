package throng.common.command;

/** A program of which a thread needs what cannot be loaded. */
final class UnloadablePart {
  private UnloadablePart() {}

  public static void main(String[] arguments) throws InterruptedException {
    ProcessEnd.prepare();
    Thread broken =
        new Thread(
            () -> {
              throw new NoClassDefFoundError("Could not initialize class org.example.Decoder");
            });
    broken.start();
    Thread.currentThread().join();
  }
}

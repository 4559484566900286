package throng.bench;

import java.util.concurrent.Callable;

/** One table; a command of {@link Bench}. */
interface Table extends Callable<Integer> {
  /** Measures, and prints the table. */
  void print() throws Exception;

  @Override
  default Integer call() throws Exception {
    print();
    return 0;
  }
}

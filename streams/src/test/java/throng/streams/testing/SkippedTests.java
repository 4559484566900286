package throng.streams.testing;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Writes a line for each test, or class of tests, that this machine cannot run: what it lacks. */
public final class SkippedTests implements TestExecutionListener {
  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      String why = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      System.out.println("Skipped " + test.getLegacyReportingName() + ": " + why);
    }
  }
}

package throng.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import throng.tests.NodeProcess;

/**
 * What GPU nodes that work as one promise, each shown by nodes of its own, in processes: one that
 * cannot be shown is told so, and the others go on.
 */
final class ClusterProofs {
  // A cluster would begin after that.
  private static final double BEGINS_SECONDS = 3;

  private static final List<Proof> ALL =
      List.of(
          EndProofs::killed,
          EndProofs::restarted,
          EndProofs::hangs,
          CutProof::show,
          LateNodeProof::show,
          ClusterProofs::otherVersions,
          NameProof::show,
          TrustProofs::revoked,
          TrustProofs::pairing,
          ClusterProofs::withoutSeeds);

  private ClusterProofs() {}

  /** Waits with a bound for all that it waits for. */
  private interface Proof {
    /**
     * Measures, and tells each figure.
     *
     * @param folder its own
     */
    void show(Path folder, ProofLines lines) throws Exception;
  }

  static void print() throws Exception {
    Lines.title("What GPU nodes that work as one promise, by number");
    ProofLines.head();
    Progress progress = new Progress("proofs", ALL.size());
    for (int i = 0; i < ALL.size(); i++) {
      show(ALL.get(i), new ProofLines(i + 1));
      progress.step();
    }
    Lines.print(
        "Counted: from then until the last camera had a count of a picture taken after it. What has"
            + " no figure is shown by the tests or the command that are named.");
  }

  private static void show(Proof proof, ProofLines lines) throws InterruptedException {
    try {
      proof.show(Files.createTempDirectory("throng-bench"), lines);
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception e) {
      lines.failed(e);
    }
  }

  /** There is no program of an older version to run. */
  private static void otherVersions(Path folder, ProofLines lines) {
    lines.elsewhere(
        "an old edge node at a new cluster", "WireCodecTest, WireDecoderTest, SessionMoveTest");
    lines.elsewhere("a new edge node at an old node", "WireCodecTest");
    lines.elsewhere("an old node in a new cluster", "ToldCodecTest");
  }

  private static void withoutSeeds(Path folder, ProofLines lines) throws Exception {
    try (NodeProcess gpu = NodeProcess.gpuAlone(folder, "constant:rows=6,columns=8")) {
      gpu.address();
      Sampling.rest(BEGINS_SECONDS);
      lines.one("without seeds: ports that a node listens on", gpu.listening().size());
    }
  }
}

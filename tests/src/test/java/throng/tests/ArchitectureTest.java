package throng.tests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import throng.streams.tcp.Sockets;

/** The rules of the house: who may see whom. */
@AnalyzeClasses(
    packages = "throng",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  /** The rules are for the main code; other modules' tests come as a jar. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String STREAMS = "throng.streams..";
  private static final String ACTORS = "throng.actors..";
  private static final String COMMON = "throng.common..";
  private static final String EDGE = "throng.edge..";
  private static final String GPU = "throng.gpu..";

  private static final Set<String> CLOCKS =
      Set.of("java.lang.System", "java.time.Instant", "java.time.Clock");
  private static final Set<String> READINGS =
      Set.of("nanoTime", "currentTimeMillis", "now", "systemUTC", "systemDefaultZone");

  @ArchTest
  static final ArchRule streamsSeeNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(STREAMS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTORS, COMMON, EDGE, GPU);

  @ArchTest
  static final ArchRule actorsSeeStreamsOnly =
      noClasses()
          .that()
          .resideInAPackage(ACTORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(COMMON, EDGE, GPU);

  @ArchTest
  static final ArchRule whatBecomesOfCountsNeedsNoActor =
      noClasses()
          .that()
          .resideInAPackage("throng.actors.counts..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("akka.actor..", "akka.stream..");

  @ArchTest
  static final ArchRule whatTheNodesShareSeesStreamsOnly =
      noClasses()
          .that()
          .resideInAPackage(COMMON)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTORS, EDGE, GPU);

  @ArchTest
  static final ArchRule theEdgeSeesNeitherActorsNorGpu =
      noClasses()
          .that()
          .resideInAPackage(EDGE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ACTORS, GPU);

  @ArchTest
  static final ArchRule theGpuNodeDoesNotSeeTheEdge =
      noClasses()
          .that()
          .resideInAPackage(GPU)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EDGE);

  @ArchTest
  static final ArchRule whatCamerasShareIsTimedByTheClockThatItIsGiven =
      noClasses()
          .that()
          .resideInAPackage(ACTORS)
          .and()
          .doNotHaveFullyQualifiedName("throng.actors.time.MonotonicClock")
          .should()
          .accessTargetWhere(
              describe(
                  "reads a clock of the machine's",
                  access ->
                      CLOCKS.contains(access.getTargetOwner().getName())
                          && READINGS.contains(access.getName())));

  @ArchTest
  static final ArchRule nativePicturesStayAtTheEnds =
      classes()
          .that()
          .resideOutsideOfPackages(
              "throng.edge.camera..",
              "throng.edge.output..",
              "throng.gpu.model..",
              "throng.bench..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.bytedeco..");

  @ArchTest
  static final ArchRule theNetworkStaysInTheModel =
      classes()
          .that()
          .resideOutsideOfPackages("throng.gpu.model..", "throng.bench..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("ai.djl..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule thePageSeesNeitherHistoryNorPublishing =
      noClasses()
          .that()
          .resideInAPackage("throng.gpu.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "throng.gpu",
              "throng.gpu.model..",
              "throng.gpu.history..",
              "throng.gpu.publish..",
              "throng.actors.session..",
              "throng.actors.batch..",
              "throng.actors.serving..");

  @ArchTest
  static final ArchRule theHistorySeesNeitherPageNorPublishing =
      noClasses()
          .that()
          .resideInAPackage("throng.gpu.history..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("throng.gpu.web..", "throng.gpu.publish..");

  @ArchTest
  static final ArchRule publishingSeesNeitherPageNorHistory =
      noClasses()
          .that()
          .resideInAPackage("throng.gpu.publish..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("throng.gpu.web..", "throng.gpu.history..");

  @ArchTest
  static final ArchRule httpStaysInThePage =
      classes()
          .that()
          .resideOutsideOfPackage("throng.gpu.web..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("akka.http..");

  @ArchTest
  static final ArchRule socketsAreOpenedInOnePlace =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Sockets.class)
          .should()
          .dependOnClassesThat()
          .haveNameMatching("akka\\.(stream\\.(java|scala)dsl|io)\\.Tcp(\\$.*|SO.*|Ext)?");

  @ArchTest
  static final ArchRule packagesHaveNoCycle =
      slices().matching("throng.(*.*)..").should().beFreeOfCycles();
}

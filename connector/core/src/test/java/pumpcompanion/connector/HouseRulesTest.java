package pumpcompanion.connector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private static final String CONNECTOR = "pumpcompanion.connector";
    private static final Path SOURCES = Path.of("src/main/java");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(CONNECTOR);

    @Test
    void packagesHaveNoCycles() {
        slices().matching(CONNECTOR + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void theRoomsDoNotKnowEachOtherNorTheSpine() {
        for (String room : List.of("transport", "session", "journal", "tracker")) {
            String[] others = Stream.of("transport", "session", "journal", "tracker")
                    .filter(other -> !other.equals(room))
                    .map(other -> CONNECTOR + "." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(CONNECTOR + "." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage(CONNECTOR)
                    .check(classes);
        }
    }

    @Test
    void theCatalogueKnowsNothingElseOfTheConnector() {
        noClasses()
                .that()
                .resideInAPackage(CONNECTOR + ".catalogue..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        CONNECTOR,
                        CONNECTOR + ".transport..",
                        CONNECTOR + ".session..",
                        CONNECTOR + ".journal..",
                        CONNECTOR + ".tracker..")
                .check(classes);
    }

    @Test
    void sessionAndTrackerKnowNoNettyNoPortNoDatabaseNoThreadAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(CONNECTOR + ".session..", CONNECTOR + ".tracker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "com.fazecast..",
                        "java.sql..",
                        "org.sqlite..",
                        "java.net..",
                        "java.io..",
                        "java.util.concurrent..",
                        "java.time.InstantSource",
                        "java.time.Clock",
                        "pumpcompanion.proto.transport..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, InstantSource.class, java.time.Clock.class)
                .check(classes);
    }

    @Test
    void onlySystemTimeReadsTheClocksAndMakesTimersAndNobodySleeps() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(CONNECTOR + ".SystemTime")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .check(classes);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(classes);
    }

    @Test
    void theConnectorDoesNotKnowTheEmulator() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("pumpcompanion.emulator..")
                .check(classes);
    }

    @Test
    void everyPackageSaysWhatItIsAndNoFileIsTooLong() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> java = files.filter(f -> f.toString().endsWith(".java")).toList();
            assertThat(java).isNotEmpty();
            for (Path file : java) {
                assertThat(file.resolveSibling("package-info.java")).exists();
                assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(400);
            }
        }
    }
}

package pumpcompanion.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.time.SystemTime;

class HouseRulesTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("pumpcompanion.emulator");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("pumpcompanion.emulator.(**)")
                .should()
                .beFreeOfCycles()
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage("pumpcompanion.emulator.*..")
                .and()
                .resideOutsideOfPackages(
                        "pumpcompanion.emulator.testkit",
                        "pumpcompanion.emulator.junit5",
                        "pumpcompanion.emulator.scenario")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("pumpcompanion.emulator")
                .check(classes);
    }

    /** It stands above the pump: a pump that plays no scenario needs no YAML. */
    @Test
    void nothingOfTheEmulatorKnowsScenarios() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "pumpcompanion.emulator",
                        "pumpcompanion.emulator.model..",
                        "pumpcompanion.emulator.fault..",
                        "pumpcompanion.emulator.link..",
                        "pumpcompanion.emulator.log..",
                        "pumpcompanion.emulator.session..",
                        "pumpcompanion.emulator.time..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("pumpcompanion.emulator.scenario..", "org.snakeyaml..")
                .check(classes);
    }

    @Test
    void theTestKitStandsOnTopAndTheJunitExtensionOnTopOfIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages("pumpcompanion.emulator.testkit", "pumpcompanion.emulator.junit5")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("pumpcompanion.emulator.testkit")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("pumpcompanion.emulator.junit5")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("pumpcompanion.emulator.junit5", "org.junit..", "org.opentest4j..")
                .check(classes);
    }

    @Test
    void onlySystemTimeReadsTheClockOrWaitsByIt() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(SystemTime.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "join")
                .orShould()
                .callMethod(Thread.class, "join", long.class)
                .orShould()
                .accessClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.locks.LockSupport")
                .orShould()
                .accessClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(classes);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(classes);
    }

    @Test
    void theSessionKnowsNoThreadClockOrLink() {
        noClasses()
                .that()
                .resideInAnyPackage("pumpcompanion.emulator.session", "pumpcompanion.emulator.log")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.concurrent..",
                        "java.net..",
                        "java.io..",
                        "pumpcompanion.proto.transport..",
                        "pumpcompanion.emulator.link..",
                        "pumpcompanion.emulator.time..")
                .check(classes);
    }

    @Test
    void theModelKnowsNoThreadClockLinkOrChance() {
        noClasses()
                .that()
                .resideInAPackage("pumpcompanion.emulator.model")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.concurrent..",
                        "java.util.random..",
                        "java.net..",
                        "java.io..",
                        "pumpcompanion.proto.transport..",
                        "pumpcompanion.emulator.link..",
                        "pumpcompanion.emulator.session..",
                        "pumpcompanion.emulator.log..")
                .orShould()
                .accessClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .check(classes);
    }

    @Test
    void theEmulatorKnowsNothingBesidesTheJdkTheProtocolJnaForItsLinksAndYamlForItsScenarios() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "pumpcompanion.emulator..",
                        "pumpcompanion.proto..",
                        "com.google.protobuf..",
                        "com.sun.jna..",
                .resideOutsideOfPackages(
                        "pumpcompanion.emulator.testkit",
                        "pumpcompanion.emulator.junit5",
                        "pumpcompanion.emulator.scenario")
                        "org.jspecify..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("pumpcompanion.emulator.link")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(classes);
    }
}

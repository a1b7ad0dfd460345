package pumpcompanion.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("pumpcompanion.app");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("pumpcompanion.app.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void onlySystemTimeReadsClocksAndZoneAndNobodySleeps() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SystemTime")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(ZoneId.class, "systemDefault")
                .check(classes);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(classes);
    }
}

package pumpcompanion.proto.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ToolsTest {

    private static final String PROPERTY = "companion.tools";
    private final String before = System.getProperty(PROPERTY, "");

    @AfterEach
    void restore() {
        System.setProperty(PROPERTY, before);
    }

    @Test
    void aProgramThatIsThereIsFoundWithItsPath() {
        assertThat(Tools.need("sh")).endsWith("/sh");
    }

    @Test
    void aTestWithoutItsProgramIsSkippedAndSaysWhichOneIsMissing() {
        System.setProperty(PROPERTY, "");
        assertThatThrownBy(() -> Tools.need("no-such-program"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no program no-such-program in PATH");
    }

    @Test
    void aTestWithoutItsProgramFailsWhereTheMachineIsMeantToHaveIt() {
        System.setProperty(PROPERTY, "required");
        assertThatThrownBy(() -> Tools.need("no-such-program"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("no program no-such-program in PATH");
    }
}

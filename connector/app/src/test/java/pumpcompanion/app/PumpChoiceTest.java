package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.connector.journal.LogSummary;
import pumpcompanion.connector.journal.PumpInfo;
import pumpcompanion.connector.journal.PumpSummary;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.Identity;

class PumpChoiceTest {

    private static final List<PumpSummary> PUMPS =
            List.of(pump("EM-0001", "EM-0001"), pump("EM-00012", "EM-00012"), pump("Bench left", "X-77"));

    private static PumpSummary pump(String name, String serial) {
        PumpInfo info = new PumpInfo(
                name, Identity.newBuilder().setSerial(serial).build(), Construction.CONSTRUCTION_TUBED, List.of());
        return new PumpSummary(info, 0, 0, 0, List.of(new LogSummary(1, 1, 1, 0, 0, 0, 0, 0, 0)));
    }

    @Test
    void theBeginningOfANameOrASerialNumberIsEnough() {
        assertThat(PumpChoice.find("bench", PUMPS)).isSameAs(PUMPS.get(2));
        assertThat(PumpChoice.find("x-7", PUMPS)).isSameAs(PUMPS.get(2));
    }

    @Test
    void aWholeNameIsMeantEvenWhereAnotherBeginsWithIt() {
        assertThat(PumpChoice.find("EM-0001", PUMPS)).isSameAs(PUMPS.get(0));
    }

    @Test
    void anAmbiguousBeginningNamesTheCandidates() {
        assertThatThrownBy(() -> PumpChoice.find("EM", PUMPS))
                .isInstanceOf(Trouble.class)
                .hasMessage("pump 'EM' is ambiguous (found: EM-0001, EM-00012); type more of it");
    }

    @Test
    void anUnknownPumpNamesThoseThatThereAre() {
        assertThatThrownBy(() -> PumpChoice.find("Q", PUMPS))
                .hasMessage("no pump 'Q' in this journal (found: EM-0001, EM-00012, Bench left)");
    }
}

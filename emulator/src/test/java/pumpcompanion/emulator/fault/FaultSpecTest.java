package pumpcompanion.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import pumpcompanion.emulator.link.Direction;

class FaultSpecTest {

    @Test
    void aListIsReadWithRatesTimesAndDirections() {
        List<FaultSpec> specs = FaultSpec.parse("flip=1e-4, cut=30s,up:drop=0.01,stall=/500ms,clock-jump=/-2h,reboot");
        assertThat(specs)
                .extracting(FaultSpec::kind)
                .containsExactly(
                        FaultKind.FLIP,
                        FaultKind.CUT,
                        FaultKind.DROP,
                        FaultKind.STALL,
                        FaultKind.CLOCK_JUMP,
                        FaultKind.REBOOT);
        assertThat(specs.get(0).values().each()).containsExactly(1e-4);
        assertThat(specs.get(0).directions()).containsExactlyInAnyOrder(Direction.values());
        assertThat(specs.get(1).values().each()).containsExactly(30e9);
        assertThat(specs.get(2).directions()).containsExactly(Direction.TO_PUMP);
        assertThat(specs.get(3).values().each()).as("30 s is the standard").containsExactly(30e9, 500e6);
        assertThat(specs.get(4).values().time(1)).hasHours(-2);
        assertThat(specs.get(5).directions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flp=1                | fault 'flp' at character 1 (expected one of: drop, flip,",
                "drop=0.1,             | no fault at character 10 (expected one of: drop,",
                "''                    | no fault at character 1",
                "flip=1e-4,drop=2      | '2' in drop=RATE at character 16 (expected RATE from 0 to 1, such as 0.01",
                "drop=NaN              | 'NaN' in drop=RATE at character 6",
                "drop=-0.1             | '-0.1' in drop=RATE",
                "cut=30                | '30' in cut=EVERY at character 5 (expected EVERY from 1ms to 365d, such as 500ms",
                "cut=0s                | '0s' in cut=EVERY",
                "stall=30s/x           | 'x' in stall=EVERY/FOR at character 11",
                "reboot=1s/2s          | 2 values for reboot at character 8 (expected reboot=EVERY)",
                "left:drop             | direction 'left' at character 1 (expected up (towards the pump) or down",
                "down:reboot           | 'down:' before reboot at character 1 (expected none: it is of the whole pump)",
                "up:cut                | expected none: it is of the whole cable",
                "slow=10               | '10' in slow=BAUD at character 6 (expected BAUD from 300 to 10000000)",
                "split=999999999999999999999 | in split=BYTES",
            })
    void whatIsWrongIsNamedWithItsPlaceAndWhatIsAllowed(String list, String message) {
        assertThatThrownBy(() -> FaultSpec.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anUnknownNameIsAnsweredWithAllNames() {
        assertThatThrownBy(() -> FaultSpec.parse("x"))
                .hasMessageContainingAll(
                        Arrays.stream(FaultKind.values()).map(FaultKind::word).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void everyFaultHasAStandardThatIsInRangeAndAText(FaultKind kind) {
        FaultSpec spec = FaultSpec.parse(kind.word()).get(0);
        assertThat(spec.kind()).isEqualTo(kind);
        assertThat(kind.text()).isNotBlank();
        assertThat(spec).hasToString(kind.word());
        assertThat(spec)
                .isEqualTo(FaultSpec.parse(kind.word()).get(0))
                .hasSameHashCodeAs(FaultSpec.parse(kind.word()).get(0));
    }
}

package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.Freshness;
import pumpcompanion.proto.v1.FromPump;

@DisplayName("The README's pump in a unit test")
class PumpInTenLinesTest {

    @Test
    void aSeatedCartridgeDoesNotReachTheCompanionAsRecord1() throws Exception {
        VirtualTime time = new VirtualTime();
        EmulatedPump pump = EmulatedPump.on(time).serial("EM-0001").start();
        Companion companion = new Companion(pump.connect(), time);
        time.runDue();
        companion.hello(7);
        companion.resume(7, 1, pump.logEpoch(), 1);
        pump.seatCartridge(Freshness.FRESHNESS_NEW);
        time.runDue();

        FromPump last = companion.last();
        assertThat(last.getRecord().getSequence()).isEqualTo(1);
        assertThat(Event.parseFrom(last.getRecord().getEvent()).hasCartridgeSeated())
                .isTrue();
    }
}

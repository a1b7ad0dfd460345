package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.DeliveryState;
import pumpcompanion.proto.v1.Site;

/** The README's pump that behaves. */
class BehavingInTenLinesTest {

    @Test
    void anOcclusionOvernightIsNoticedInTheMorning() {
        VirtualTime time = new VirtualTime();

        EmulatedPump pump = EmulatedPump.on(time).behaving().start();
        assertThatThrownBy(() -> pump.primeCannula(300)).hasMessageContaining("seat a cartridge first");
        SetChange.routine(Site.getDefaultInstance()).doAtOnce(pump);
        pump.bolus(4_000);
        time.advance(Duration.ofHours(1));
        assertThat(pump.reservoirMilliunits()).hasValue(180_000 - 6_700 - 300 - 4_000 - 800);
        pump.occlude();
        time.advance(Duration.ofMinutes(220));
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_RUNNING);
        time.advance(Duration.ofMinutes(5));
        assertThat(pump.deliveryState()).isEqualTo(DeliveryState.DELIVERY_STATE_STOPPED);
    }
}

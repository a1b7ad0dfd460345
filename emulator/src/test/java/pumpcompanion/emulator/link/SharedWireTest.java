package pumpcompanion.emulator.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.transport.Receiver;
import pumpcompanion.proto.transport.Transport;

class SharedWireTest {

    private final VirtualTime time = new VirtualTime();
    private final SharedWire wire = SharedWire.on(time, "memory:wire");

    private static final class Ear implements Receiver {
        final StringBuilder heard = new StringBuilder();

        @Override
        public void opened() {
            heard.append("opened ");
        }

        @Override
        public void received(ByteBuffer bytes) {
            heard.append(StandardCharsets.US_ASCII.decode(bytes)).append(' ');
        }

        @Override
        public void closed(Closed cause) {
            heard.append("closed ");
        }
    }

    private Ear open(Transport end) {
        Ear ear = new Ear();
        end.open(ear, time);
        assertThat(ear.heard).as("never from inside open").isEmpty();
        time.runDue();
        return ear;
    }

    private void say(Transport end, String text) {
        end.send(text.getBytes(StandardCharsets.US_ASCII));
        time.runDue();
    }

    @Test
    void eachCompanionHearsThePumpAndThePumpHearsEachAndNoCompanionHearsAnother() {
        Transport one = wire.join();
        Transport other = wire.join();
        Ear pump = open(wire.pumpEnd());
        Ear first = open(one);
        Ear second = open(other);
        say(wire.pumpEnd(), "all");
        say(one, "1");
        say(other, "2");
        assertThat(pump.heard).hasToString("opened 1 2 ");
        assertThat(first.heard).hasToString("opened all ");
        assertThat(second.heard).hasToString("opened all ");
    }

    @Test
    void whoLeavesDoesNotDisturbTheOthersAndIsNotHeardAnyMore() {
        Transport one = wire.join();
        Ear pump = open(wire.pumpEnd());
        Ear first = open(one);
        Ear second = open(wire.join());
        one.close();
        one.close();
        say(one, "1");
        say(wire.pumpEnd(), "all");
        assertThat(pump.heard).hasToString("opened ");
        assertThat(first.heard).hasToString("opened closed ");
        assertThat(second.heard).hasToString("opened all ");
    }

    @Test
    void aWireThatIsCutEndsForEveryoneOnce() {
        Ear first = open(wire.join());
        Ear second = open(wire.join());
        wire.link().cut();
        time.runDue();
        assertThat(first.heard).hasToString("opened closed ");
        assertThat(second.heard).hasToString("opened closed ");
    }
}

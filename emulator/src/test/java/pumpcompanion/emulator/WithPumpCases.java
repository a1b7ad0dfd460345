package pumpcompanion.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static pumpcompanion.emulator.testkit.PumpAssertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import pumpcompanion.emulator.junit5.Pump;
import pumpcompanion.emulator.junit5.WithPump;
import pumpcompanion.emulator.model.ActionRefusedException;
import pumpcompanion.emulator.testkit.PumpBench;
import pumpcompanion.emulator.testkit.Wire;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.transport.Transport;
import pumpcompanion.proto.v1.Construction;

/** Test classes that are run by {@link WithPumpTest} alone: some fail on purpose. Their name hides them from the build. */
@SuppressWarnings("NullAway.Init") // the extension sets the fields
final class WithPumpCases {

    /** The pumps that were injected, in the order in which their tests ran. */
    static final List<EmulatedPump> SEEN = new CopyOnWriteArrayList<>();

    static volatile long seedOfTheFailing;

    private WithPumpCases() {}

    @WithPump
    static class Fresh {

        @Pump
        EmulatedPump field;

        @Test
        void first(EmulatedPump pump, VirtualTime time, Supplier<Transport> pumps) {
            assertSame(field, pump);
            assertEquals(0, pump.newest());
            pump.quickDisconnect();
            Companion companion = new Companion(pumps.get(), time);
            companion.hello(1);
            time.runDue();
            companion.hello(1);
            assertThat(pump).within(Duration.ofSeconds(1)).saidHello("test");
            SEEN.add(pump);
        }

        @RepeatedTest(2)
        void second() {
            assertEquals(0, field.newest());
            field.quickDisconnect();
            SEEN.add(field);
        }
    }

    @WithPump
    static class StaticField {

        @Pump
        static EmulatedPump pump;

        @Test
        void first(EmulatedPump parameter) {
            assertSame(pump, parameter);
            SEEN.add(parameter);
        }

        @Test
        void second() {
            SEEN.add(pump);
        }

        @Nested
        class Inner {
            @Pump
            PumpBench bench;

            @Test
            void third() {
                SEEN.add(bench.pump());
            }
        }
    }

    @WithPump(shared = true)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Shared {

        final EmulatedPump given;

        Shared(EmulatedPump given) {
            this.given = given;
        }

        @BeforeAll
        void before(EmulatedPump pump) {
            SEEN.add(pump);
        }

        @Test
        void first() {
            SEEN.add(given);
        }

        @Test
        void second(EmulatedPump pump) {
            SEEN.add(pump);
        }
    }

    @WithPump(serial = "OUTER", construction = Construction.CONSTRUCTION_PATCH, seed = 77, ringSize = 2)
    static class Options {

        @Test
        void ofTheClass(EmulatedPump pump, PumpBench bench) {
            assertEquals("OUTER", pump.serial());
            assertEquals(77, bench.seed());
            for (int i = 0; i < 3; i++) {
                pump.quickDisconnect();
            }
            assertEquals(2, pump.oldest());
        }

        @Test
        @WithPump(wire = Wire.TCP, speed = 60)
        void ofTheMethod(EmulatedPump pump, URI address, TcpListener listener, SystemTime time) {
            assertEquals("EM-0001", pump.serial());
            assertEquals(60, pump.speed());
            assertEquals(listener.port(), address.getPort());
        }

        @Nested
        class Same {
            @Test
            void ofTheClassAround(EmulatedPump pump) {
                assertEquals("OUTER", pump.serial());
            }
        }

        @Nested
        @WithPump(behaving = true)
        class Other {
            @Test
            void ofTheNestedClass(EmulatedPump pump) {
                assertThrows(ActionRefusedException.class, () -> pump.primeCannula(300));
            }
        }
    }

    @WithPump
    static class Failing {

        @Test
        void fails(EmulatedPump pump, PumpBench bench) {
            SEEN.add(pump);
            seedOfTheFailing = bench.seed();
            pump.quickDisconnect();
            new Companion(bench.connect(), bench.time());
            bench.virtualTime().runDue();
            assertThat(pump).saidHello();
        }

        @Test
        void passes(EmulatedPump pump) {
            SEEN.add(pump);
        }

        @Test
        void isAborted(EmulatedPump pump) {
            SEEN.add(pump);
            Assumptions.abort("on purpose");
        }
    }

    @WithPump(wire = Wire.TCP)
    abstract static class OverTcp {

        @RepeatedTest(4)
        void oneHello(EmulatedPump pump, URI address) throws Exception {
            SEEN.add(pump);
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(Companion.helloFrame(SEEN.size(), "one"));
                assertThat(pump)
                        .within(Duration.ofSeconds(30))
                        .saidHello("one")
                        .reconnected(0)
                        .violatedNoRule();
            }
        }
    }

    static class OneOverTcp extends OverTcp {}

    static class OtherOverTcp extends OverTcp {}

    @WithPump
    static class NoTest {
        @Test
        void one() {}
    }

    @WithPump
    static class WrongField {
        @Pump
        String name;

        @Test
        void one() {}
    }

    @WithPump
    static class NoWire {
        @Test
        void one(TcpListener listener) {}
    }

    @WithPump
    static class EarlyParameter {
        @BeforeAll
        static void before(EmulatedPump pump) {}

        @Test
        void one() {}
    }

    @WithPump(shared = true)
    static class TwoMinds {
        @Test
        @WithPump(serial = "X")
        void one() {}
    }
}

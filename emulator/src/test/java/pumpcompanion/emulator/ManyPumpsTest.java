package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.v1.FromPump;

class ManyPumpsTest {

    @Test
    void tenPumpsOnOneTimeDoNotDisturbEachOther() {
        VirtualTime time = new VirtualTime();
        List<EmulatedPump> pumps = new ArrayList<>();
        List<Companion> companions = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            EmulatedPump pump =
                    EmulatedPump.on(time).serial("EM-" + i).seed(i).window(1024).start();
            MemoryLink link = MemoryLink.on(time).latency(Duration.ofMillis(i)).cuts(i);
            Companion companion = new Companion(pump.connect(link, WireKind.SERIAL), time);
            time.runDue();
            companion.hello(100 + i);
            companion.resume(100 + i, 1, pump.logEpoch(), 1);
            LifeScript.start(pump, i);
            pumps.add(pump);
            companions.add(companion);
        }
        for (int hour = 0; hour < 24; hour++) {
            for (int i = 0; i < 10; i++) {
                companions.get(i).ack(100 + i, pumps.get(i).newest());
            }
            for (int second = 0; second < 720; second++) {
                time.advance(Duration.ofSeconds(5));
                for (int i = 0; i < 10; i++) {
                    companions.get(i).heartbeat(100 + i, 0);
                }
            }
        }
        time.advance(Duration.ofSeconds(1)); // what travels arrives
        for (int i = 0; i < 10; i++) {
            Companion companion = companions.get(i);
            assertThat(companion.welcome().getIdentity().getSerial()).isEqualTo("EM-" + i);
            assertThat(companion.sequences())
                    .isEqualTo(LongStream.rangeClosed(1, pumps.get(i).newest())
                            .boxed()
                            .toList());
            assertThat(companion.decoder.counts().badTotal()).isZero();
        }
        assertThat(pumps.stream().map(EmulatedPump::logEpoch).distinct()).hasSize(10);
    }

    @Test
    void aLostRecordComesAgainOnlyAfterAResume() {
        Bench bench = Bench.serial().welcomed();
        bench.resumed(1, 1);
        bench.link.filter(Direction.FROM_PUMP, frame -> new byte[0]);
        bench.records(1);
        bench.link.filter(Direction.FROM_PUMP, frame -> frame);
        bench.records(1);
        assertThat(bench.said()).containsExactly("Resumed 1", "2");
        bench.resumed(2, 1);
        assertThat(bench.said()).containsExactly("Resumed 1", "1", "2");
    }

    @Test
    void noiseBetweenFramesCostsNothingButItsCount() {
        Bench bench = Bench.serial();
        bench.link.cuts(3).noise(Direction.TO_PUMP, new byte[] {7, 7, 7, 0, 'b', 'o', 'o', 't', 0});
        bench.welcomed().records(1).resumed(1, 1);
        assertThat(bench.said()).containsExactly("Resumed 1", "1");
        assertThat(bench.status().frames().badTotal()).isEqualTo(2);
        assertThat(bench.companion.all(FromPump::hasRefusal)).isEmpty();
    }
}

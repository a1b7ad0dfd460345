package pumpcompanion.connector;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.proto.v1.ClockKind;

/** What a simulated pump writes, and what goes wrong inside it. */
final class PumpLife {

    private final EmulatedPump pump;
    private final InstantSource time;
    private final SplittableRandom random;

    PumpLife(EmulatedPump pump, InstantSource time, SplittableRandom random) {
        this.pump = pump;
        this.time = time;
        this.random = random;
    }

    /** Some records, at times more than the ring holds. */
    void goesOn() {
        int records = random.nextInt(25) == 0 ? random.nextInt(150) : random.nextInt(10);
        for (int i = 0; i < records; i++) {
            write();
        }
    }

    private void write() {
        switch (random.nextInt(12)) {
            case 0 -> pump.quickDisconnect();
            case 1 -> pump.quickReconnect();
            case 2 -> pump.connectCartridge();
            case 3 -> pump.disconnectCartridge();
            case 4 -> pump.primeTubing(1 + random.nextInt(20_000));
            case 5 -> pump.primeCannula(300);
            case 6 -> nonsense();
            default -> pump.dropSeen();
        }
    }

    /** Bytes that are no event. */
    private void nonsense() {
        byte[] bytes = new byte[1 + random.nextInt(20)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xFF;
        pump.log(log -> log.appendRaw(ByteString.copyFrom(bytes)));
    }

    /** One that was never written before, and can be read. */
    ByteString writeOne() {
        long sequence = pump.dropSeen();
        ByteString[] bytes = {ByteString.EMPTY};
        pump.log(log -> bytes[0] = log.read(sequence).bytes());
        return bytes[0];
    }

    /** One thing goes wrong. Returns what, for people. */
    String trouble() {
        switch (random.nextInt(9)) {
            case 0 -> {
                pump.reboot();
                return "reboot";
            }
            case 1, 2 -> {
                return goBack();
            }
            case 3 -> {
                if (random.nextInt(2) == 0) {
                    pump.eraseLog();
                    return "log erased";
                }
                return "nothing";
            }
            case 4 -> {
                if (pump.newest() > 0) {
                    long through = 1 + random.nextLong(pump.newest());
                    pump.log(log -> log.overwriteThrough(through));
                    return "overwritten through " + through;
                }
                return "nothing";
            }
            case 5, 6 -> {
                return damage();
            }
            case 7 -> {
                int numbers = 1 + random.nextInt(4);
                pump.log(log -> log.skip(numbers));
                return "skips " + numbers;
            }
            default -> {
                Duration by = Duration.ofMinutes(random.nextInt(600) - 300);
                pump.setClock(time.instant().plus(by), ClockKind.CLOCK_KIND_LOCAL);
                return "clock set " + by;
            }
        }
    }

    private String goBack() {
        long newest = Math.max(0, pump.newest() - random.nextInt(12));
        int boots = Math.max(1, pump.bootCount() + random.nextInt(3) - 1);
        pump.restore(newest, boots);
        return "back to " + newest + " with boot " + boots;
    }

    private String damage() {
        long oldest = pump.oldest();
        long newest = pump.newest();
        if (oldest > newest) {
            return "nothing";
        }
        long hit = oldest + random.nextLong(newest - oldest + 1);
        pump.log(log -> {
            if (log.read(hit).bytes() != null) {
                log.makeUnreadable(hit);
            }
        });
        return "unreadable " + hit;
    }
}

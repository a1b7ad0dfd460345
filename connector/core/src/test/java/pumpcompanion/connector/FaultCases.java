package pumpcompanion.connector;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import pumpcompanion.emulator.fault.FaultKind;

/** Every fault, harsh enough to act within seconds. A test fails where one is missing here. */
final class FaultCases {

    private static final Map<FaultKind, String> CASES = new EnumMap<>(FaultKind.class);

    static {
        CASES.put(FaultKind.DROP, "drop=0.1");
        CASES.put(FaultKind.FLIP, "flip=5e-4");
        CASES.put(FaultKind.TRUNCATE, "truncate=0.1");
        CASES.put(FaultKind.DUPLICATE, "duplicate=0.2");
        CASES.put(FaultKind.REORDER, "reorder=0.2");
        CASES.put(FaultKind.DELAY, "delay=300ms");
        CASES.put(FaultKind.JITTER, "jitter=400ms");
        CASES.put(FaultKind.STALL, "stall=1500ms/900ms");
        CASES.put(FaultKind.SPLIT, "split=3");
        CASES.put(FaultKind.MERGE, "merge=300ms");
        CASES.put(FaultKind.GARBAGE, "garbage=0.3");
        CASES.put(FaultKind.GARBAGE_INSIDE, "garbage-inside=0.1");
        CASES.put(FaultKind.SLOW, "slow=9600");
        CASES.put(FaultKind.CUT, "cut=1500ms");
        CASES.put(FaultKind.HALF_OPEN, "half-open=1s");
        CASES.put(FaultKind.TEXT, "text=200ms");
        CASES.put(FaultKind.WRONG_CRC, "wrong-crc=0.2");
        CASES.put(FaultKind.REBOOT, "reboot=5s");
        CASES.put(FaultKind.CLOCK_JUMP, "clock-jump=3s/-2h");
        CASES.put(FaultKind.CLOCK_STOP, "clock-stop");
        CASES.put(FaultKind.CLOCK_2008, "clock-2008=7s");
        CASES.put(FaultKind.LOG_OVERFLOW, "log-overflow=6s");
        CASES.put(FaultKind.LOG_ERASE, "log-erase=9s");
        CASES.put(FaultKind.SEQUENCE_REUSE, "sequence-reuse=6s/2");
        CASES.put(FaultKind.LOG_OVERWRITE, "log-overwrite=700ms,down:stall=2s/1s");
        CASES.put(FaultKind.UNREADABLE, "unreadable=700ms,down:stall=2s/1s");
        CASES.put(FaultKind.HANG, "hang=8s/5s");
        CASES.put(FaultKind.REFUSE, "refuse=5s/4s,cut=3s");
        CASES.put(FaultKind.OTHER_VERSION, "other-version=8s/5s");
    }

    private FaultCases() {}

    static String of(FaultKind kind) {
        String spec = CASES.get(kind);
        if (spec == null) {
            throw new AssertionError("no case for the fault " + kind.word() + ": add one");
        }
        return spec;
    }

    static Stream<FaultKind> ofLink() {
        return Stream.of(FaultKind.values()).filter(FaultKind::isOfLink);
    }

    static Stream<FaultKind> ofPump() {
        return Stream.of(FaultKind.values()).filter(kind -> !kind.isOfLink());
    }
}

package pumpcompanion.emulator;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import pumpcompanion.emulator.link.Direction;

/** Those who see every payload that passes a pump. Guarded by the pump. */
final class Transcripts {

    private final InstantSource time;
    private final List<Transcript> observers = new ArrayList<>(1);

    Transcripts(InstantSource time) {
        this.time = time;
    }

    void add(Transcript observer) {
        observers.add(observer);
    }

    /** Nobody looks: no copy need be made. */
    boolean isEmpty() {
        return observers.isEmpty();
    }

    void payload(String link, Direction direction, byte[] payload) {
        observers.forEach(observer -> observer.payload(time.instant(), link, direction, payload));
    }
}

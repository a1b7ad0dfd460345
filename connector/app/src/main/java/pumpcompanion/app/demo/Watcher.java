package pumpcompanion.app.demo;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.LinkStatus;
import pumpcompanion.proto.v1.DeliveryPurpose;
import pumpcompanion.proto.v1.Event;

/**
 * Tells what an emulated pump does and who connects to it. Looks from time to time instead of being told, so that a slow
 * terminal cannot hold up the pump. One thread.
 */
public final class Watcher {

    private final EmulatedPump pump;
    private final ZoneId zone;
    private final Consumer<String> out;
    private final Map<String, Boolean> links = new HashMap<>();
    private long seen;

    /** Watches a pump; lines go to {@code out}. */
    public Watcher(EmulatedPump pump, ZoneId zone, Consumer<String> out) {
        this.pump = pump;
        this.zone = zone;
        this.out = out;
    }

    /** Tells what is new. Basal, every five minutes, is left out. */
    public void look() {
        lookAtLinks();
        List<ByteString> fresh = new ArrayList<>();
        pump.log(log -> {
            for (long sequence = Math.max(seen + 1, log.oldest()); sequence <= log.newest(); sequence++) {
                ByteString bytes = log.read(sequence).bytes();
                if (bytes != null) {
                    fresh.add(bytes);
                }
            }
            seen = log.newest();
        });
        fresh.forEach(this::tell);
    }

    private void tell(ByteString bytes) {
        try {
            Event event = Event.parseFrom(bytes);
            if (event.getInsulinDelivered().getPurpose() != DeliveryPurpose.DELIVERY_PURPOSE_BASAL) {
                out.accept(Amounts.time(event.getPumpClockMs(), zone) + "  " + Sentences.of(event));
            }
        } catch (InvalidProtocolBufferException damaged) {
            out.accept("a damaged record of " + bytes.size() + " bytes");
        }
    }

    private void lookAtLinks() {
        Map<String, Boolean> now = new HashMap<>();
        for (LinkStatus link : pump.links()) {
            now.put(link.name(), link.state().stands());
        }
        now.forEach((name, talks) -> {
            Boolean before = links.put(name, talks);
            if (before == null) {
                out.accept("connected: " + name);
            }
            if (talks && !Boolean.TRUE.equals(before)) {
                out.accept("a companion reads at " + name);
            }
        });
        links.keySet().removeIf(name -> {
            boolean gone = !now.containsKey(name);
            if (gone) {
                out.accept("gone: " + name);
            }
            return gone;
        });
    }
}

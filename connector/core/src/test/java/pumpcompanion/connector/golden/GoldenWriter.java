package pumpcompanion.connector.golden;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.Connector;
import pumpcompanion.connector.LinkStatus;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.link.Direction;
import pumpcompanion.emulator.link.MemoryLink;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.v1.CartridgeConnect;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.ToPump;

/** Plays a talk between the two real sides and writes it down as a golden session. */
final class GoldenWriter implements AutoCloseable {

    private static final long LATENCY_MS = 20;

    private final String name;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> head = new TreeMap<>();
    private final List<byte[]> has = new ArrayList<>();
    private final List<String> draws = new ArrayList<>();
    private final VirtualTime time = new VirtualTime(GoldenRig.START);
    private final Journal journal = Journal.inMemory();
    private final List<Predicate<Message>> losses = new ArrayList<>();
    private @Nullable EmulatedPump pump;
    private @Nullable Connector companion;
    private @Nullable MemoryLink link;
    private boolean deaf;
    private boolean cutting;
    private int drawn = 0x11111111;

    GoldenWriter(String name, String what, String rules) {
        this.name = name;
        lines.add("# " + what);
        head.put("rules", rules);
        head.put("link", "connection");
        head.put("serial", "GOLDEN-1");
        head.put("epoch", "00c0ffee");
        head.put("window", "4");
        head.put("heartbeat", "1000");
        head.put("ring", "100");
        head.put("sessions", "1");
        head.put("version", "1");
        head.put("latency", Long.toString(LATENCY_MS));
    }

    GoldenWriter with(String key, String value) {
        head.put(key, value);
        return this;
    }

    /** The pump's log at the beginning: so many small events. */
    GoldenWriter holds(int records) {
        for (int i = 1; i <= records; i++) {
            has.add(event(i));
        }
        return this;
    }

    GoldenWriter holdsBytes(byte[] event) {
        has.add(event);
        return this;
    }

    static byte[] event(int number) {
        return Event.newBuilder()
                .setBootCount(1)
                .setUptimeMs(number * 10L)
                .setCartridgeConnect(CartridgeConnect.getDefaultInstance())
                .build()
                .toByteArray();
    }

    private GoldenSession session() {
        head.put("draws", String.join(" ", draws));
        return new GoldenSession(name, head, has, List.of(), List.of());
    }

    private EmulatedPump pump() {
        if (pump == null) {
            pump = GoldenRig.pump(time, session());
        }
        return pump;
    }

    /** The companion opens its link, and tries again by itself from then on. */
    GoldenWriter open() {
        return open(false);
    }

    GoldenWriter listen() {
        say("listens");
        return open(true);
    }

    /** The one that listened takes part from now on. */
    GoldenWriter active() {
        say("active");
        if (companion != null) {
            companion.close();
            time.runDue();
        }
        return open(false);
    }

    private GoldenWriter open(boolean listens) {
        draws.clear();
        for (int i = 0; i < 40; i++) {
            draws.add(Integer.toHexString(drawn + i * 0x01010101));
        }
        EmulatedPump to = pump();
        WireKind kind = head.get("link").equals("wire") ? WireKind.SERIAL : WireKind.CONNECTION;
        Connector.Builder builder = GoldenRig.companion(time, session(), journal, () -> {
            say("open");
            MemoryLink fresh = MemoryLink.on(time).latency(Duration.ofMillis(LATENCY_MS));
            fresh.filter(Direction.FROM_PUMP, frame -> passes("pump", frame));
            fresh.filter(Direction.TO_PUMP, frame -> passes("companion", frame));
            link = fresh;
            return to.connect(fresh, kind);
        });
        builder.onLink(status -> {
            if (status.state() == LinkStatus.State.WAITING && !cutting) {
                say("closed");
            }
        });
        companion = (listens ? builder.listenOnly() : builder).open();
        time.runDue();
        return this;
    }

    private byte[] passes(String who, byte[] frame) {
        List<String> payloads = GoldenRig.payloads(frame);
        if (payloads.isEmpty()) {
            return frame;
        }
        Message message = parse(who, GoldenRig.HEX.parseHex(payloads.get(0)));
        boolean lost = deaf || losses.removeIf(loss -> loss.test(message));
        String words = TextFormat.printer().emittingSingleLine(true).printToString(message);
        say(who + " says " + payloads.get(0) + (lost ? " lost" : "") + "  # " + words);
        return lost ? new byte[0] : frame;
    }

    private static Message parse(String who, byte[] payload) {
        try {
            return who.equals("pump") ? FromPump.parseFrom(payload) : ToPump.parseFrom(payload);
        } catch (InvalidProtocolBufferException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void say(String what) {
        lines.add("at " + time.elapsed().toMillis() + " " + what);
    }

    GoldenWriter note(String text) {
        lines.add("# " + text);
        return this;
    }

    GoldenWriter run(long ms) {
        pump(); // starts at 0
        time.advance(Duration.ofMillis(ms));
        return this;
    }

    /** The next frame of this kind is lost on the wire. */
    GoldenWriter lose(Predicate<Message> which) {
        losses.add(which);
        return this;
    }

    /** From now on everything is lost, both ways, and nobody is told. */
    GoldenWriter deaf(boolean now) {
        deaf = now;
        return this;
    }

    /** Something happens at the pump. */
    GoldenWriter pump(String verb, String argument) {
        pump();
        say("pump " + verb + " " + argument);
        GoldenRig.act(pump(), verb, argument);
        time.runDue();
        return this;
    }

    GoldenWriter appends(int number) {
        return pump("appends", GoldenRig.HEX.formatHex(event(number)));
    }

    /** Another companion on the same wire says something. */
    GoldenWriter other(ToPump.Builder message, int session) {
        ToPump said = message.setSession(session).build();
        say("other says " + GoldenRig.HEX.formatHex(said.toByteArray()) + "  # "
                + TextFormat.printer().emittingSingleLine(true).printToString(said));
        MemoryLink on = link;
        if (on != null) {
            on.noise(Direction.TO_PUMP, new FrameEncoder().encode(said.toByteArray()));
        }
        return this;
    }

    GoldenWriter cut() {
        say("cut");
        cutting = true;
        MemoryLink on = link;
        if (on != null) {
            on.cut();
        }
        time.runDue();
        cutting = false;
        return this;
    }

    static ByteString hex(String text) {
        return ByteString.fromHex(text);
    }

    void write() {
        List<String> all = new ArrayList<>();
        all.add(lines.get(0));
        long used = lines.stream()
                .filter(line -> line.contains("companion says") && line.contains("hello {"))
                .map(line -> line.split(" +")[4].substring(2, 10))
                .distinct()
                .count();
        head.put("draws", String.join(" ", draws.subList(0, (int) Math.max(1, used))));
        head.forEach((key, value) -> all.add(key + " " + value));
        has.forEach(event -> all.add("has " + GoldenRig.HEX.formatHex(event)));
        all.addAll(lines.subList(1, lines.size()));
        all.addAll(GoldenRig.kept(journal));
        try {
            Files.createDirectories(GoldenSession.FOLDER);
            Files.writeString(GoldenSession.FOLDER.resolve(name + ".txt"), String.join("\n", all) + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        if (companion != null) {
            companion.close();
        }
        time.runDue();
        if (pump != null) {
            pump.close();
        }
        journal.close();
    }
}

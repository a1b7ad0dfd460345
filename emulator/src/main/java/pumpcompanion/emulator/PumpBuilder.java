package pumpcompanion.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.model.ActionRefusedException;
import pumpcompanion.emulator.model.Behaviour;
import pumpcompanion.emulator.session.SessionLimits;
import pumpcompanion.proto.v1.ClockKind;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Identity;

/**
 * What an {@link EmulatedPump} is to be like. Everything has a default; {@link #start} makes the pump. One thread at a
 * time.
 */
public final class PumpBuilder {

    final ScheduledExecutorService executor;
    final InstantSource time;
    Identity.Builder identity = Identity.newBuilder()
            .setManufacturer("Pump Companion")
            .setModel("Emulator")
            .setSerial("EM-0001")
            .setFirmware("1.0");
    Construction construction = Construction.CONSTRUCTION_TUBED;
    Set<EventKind> reports = EnumSet.complementOf(EnumSet.of(EventKind.EVENT_KIND_UNSPECIFIED, EventKind.UNRECOGNIZED));
    int ringSize = 10_000;
    int window = 32;
    int heartbeatIntervalMs = 1000;
    int minVersion = 1;
    int maxVersion = 1;
    int sessions = 4;
    long seed = 1;
    int bootCount = 1;
    double speed = 1;

    @Nullable
    Behaviour behaviour;

    Instant clock;
    ClockKind clockKind = ClockKind.CLOCK_KIND_UTC;

    PumpBuilder(ScheduledExecutorService executor, InstantSource time) {
        this.executor = executor;
        this.time = time;
        this.clock = time.instant();
    }

    /** Serial number, at most 32 bytes. Default {@code EM-0001}. */
    public PumpBuilder serial(String serial) {
        identity.setSerial(serial);
        return this;
    }

    /** All of its identity. */
    public PumpBuilder identity(Identity whole) {
        identity = whole.toBuilder();
        return this;
    }

    /** Tubed or patch. Default tubed. */
    public PumpBuilder construction(Construction kind) {
        construction = kind;
        return this;
    }

    /** The kinds of event it senses; actions of other kinds leave no record. Default all. */
    public PumpBuilder reports(EventKind... kinds) {
        reports = EnumSet.noneOf(EventKind.class);
        reports.addAll(Arrays.asList(kinds));
        return this;
    }

    /** Records its log holds, 1 and up. Default 10 000. */
    public PumpBuilder ringSize(int records) {
        ringSize = records;
        return this;
    }

    /** How far it sends ahead of acknowledgements, range [1, 1024]. Default 32. */
    public PumpBuilder window(int records) {
        window = records;
        return this;
    }

    /** Its heartbeat interval, range [500 ms, 60 s]. Default 1 s. */
    public PumpBuilder heartbeatInterval(Duration interval) {
        heartbeatIntervalMs = Math.toIntExact(interval.toMillis());
        return this;
    }

    /** Protocol versions it speaks. Default 1 to 1. */
    public PumpBuilder versions(int lowest, int highest) {
        minVersion = lowest;
        maxVersion = highest;
        return this;
    }

    /** How many companions may have a session at a time, 0 and up. Default 4. */
    public PumpBuilder sessions(int toSpare) {
        sessions = toSpare;
        return this;
    }

    /**
     * Seed of all its randomness: its log epochs. Default 1. Where a pump is made again and again for the same
     * companion, each should have a seed of its own: an equal epoch says that it is the same log.
     */
    public PumpBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Its boot count as it starts, 1 and up. Default 1. */
    public PumpBuilder bootCount(int count) {
        bootCount = count;
        return this;
    }

    /** How many times faster than the link's its own time runs, range [0.001, 1 000 000]. Default 1. */
    public PumpBuilder speed(double factor) {
        speed = factor;
        return this;
    }

    /** What its clock shows as it starts, and whether that is UTC or local. Default the link's time, UTC. */
    public PumpBuilder clock(Instant shown, ClockKind kind) {
        clock = shown;
        clockKind = kind;
        return this;
    }

    /**
     * It lives in its own time as a usual pump does, and refuses with an {@link ActionRefusedException} what one would
     * refuse. It begins stopped, without a cartridge, its battery full. Default it does nothing but what it is told, however impossible.
     */
    public PumpBuilder behaving() {
        return behaving(Behaviour.usual());
    }

    /** The same with figures of the caller's choice. */
    public PumpBuilder behaving(Behaviour figures) {
        behaviour = figures;
        return this;
    }

    /**
     * Makes the pump, switched on, with an empty log and no link.
     *
     * @throws IllegalArgumentException if something is out of range
     */
    public EmulatedPump start() {
        return new EmulatedPump(this);
    }

    SessionLimits limits() {
        return new SessionLimits(minVersion, maxVersion, heartbeatIntervalMs, window);
    }
}

package pumpcompanion.emulator;

import java.util.Set;
import pumpcompanion.emulator.log.EventLog;
import pumpcompanion.emulator.session.PumpView;
import pumpcompanion.emulator.session.SessionLimits;
import pumpcompanion.emulator.time.ModelTime;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Welcome;

/** What the pump says about itself in Welcome and Heartbeat. Guarded by the pump. */
final class PumpFace implements PumpView {

    private final EmulatedPump pump;
    private final Identity identity;
    private final Construction construction;
    private final Set<EventKind> reports;
    private final SessionLimits limits;
    private final EventLog log;
    private final PumpClock clock;
    private final ModelTime model;

    PumpFace(EmulatedPump pump, PumpBuilder from, EventLog log, PumpClock clock, ModelTime model) {
        this.pump = pump;
        this.identity = from.identity.build();
        this.construction = from.construction;
        this.reports = from.reports;
        this.limits = from.limits();
        this.log = log;
        this.clock = clock;
        this.model = model;
    }

    Identity identity() {
        return identity;
    }

    @Override
    public Welcome.Builder welcome() {
        Welcome.Builder welcome = Welcome.newBuilder()
                .setIdentity(identity)
                .setConstruction(construction)
                .addAllReports(reports)
                .setBootCount(clock.bootCount())
                .setOldest(log.oldest())
                .setNewest(log.newest())
                .setUptimeMs(clock.uptimeMs())
                .setClockKind(clock.kind())
                .setHeartbeatIntervalMs(limits.heartbeatIntervalMs())
                .setWindow(limits.window());
        clock.shownMs().ifPresent(welcome::setPumpClockMs);
        if (model.speed() != 1) {
            welcome.setSpeed(model.speed());
        }
        return welcome;
    }

    @Override
    public PumpHeartbeat.Builder heartbeat() {
        PumpHeartbeat.Builder heartbeat = PumpHeartbeat.newBuilder()
                .setNewest(log.newest())
                .setBootCount(clock.bootCount())
                .setUptimeMs(clock.uptimeMs())
                .setSerial(identity.getSerial());
        clock.shownMs().ifPresent(heartbeat::setPumpClockMs);
        if (model.speed() != 1) {
            heartbeat.setSpeed(model.speed());
        }
        return heartbeat;
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public boolean sessionToSpare() {
        return pump.sessionToSpare();
    }
}

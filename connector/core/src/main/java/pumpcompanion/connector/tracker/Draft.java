package pumpcompanion.connector.tracker;

import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.Basis;
import pumpcompanion.proto.v1.CannulaStatus;
import pumpcompanion.proto.v1.CannulaStatusOrBuilder;
import pumpcompanion.proto.v1.CartridgeStatus;
import pumpcompanion.proto.v1.CartridgeStatusOrBuilder;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.CouplingStatus;
import pumpcompanion.proto.v1.CouplingStatusOrBuilder;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Known;
import pumpcompanion.proto.v1.MountStatus;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.RecordId;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.TrackerMemory;
import pumpcompanion.proto.v1.TrackerMemoryOrBuilder;
import pumpcompanion.proto.v1.TubingStatus;
import pumpcompanion.proto.v1.TubingStatusOrBuilder;

/**
 * A status being changed in one step. Lives for one call of {@link SetTracker}.
 *
 * <p><b>Design note:</b> each part is copied when a rule first edits it and not before, because nearly every record of a
 * year is a delivery or a level and touches two numbers. Editing through the builders that protobuf nests itself would
 * copy as little, but costs about twice the time.
 */
final class Draft {

    /** Where nothing is entered. */
    final TrackerSettings usual;
    /** In force at this time. */
    TrackerSettings settings;

    final SetStatus before;
    /** When the record happened, or the time that a caller asks about. */
    final long now;
    /** Whether a person entered the record (log 0) or the pump wrote it. */
    final Basis evidence;
    /** The record belongs to another log than the one before it. */
    final boolean otherLog;

    final Findings findings;

    private final @Nullable EventRecord record;
    private CartridgeStatus.@Nullable Builder cartridge;
    private TubingStatus.@Nullable Builder tubing;
    private CouplingStatus.@Nullable Builder coupling;
    private MountStatus.@Nullable Builder mount;
    private CannulaStatus.@Nullable Builder cannula;
    private TrackerMemory.@Nullable Builder memory;
    private final SetStatus.Builder status;
    private boolean touched;

    Draft(TrackerSettings usual, TrackerSettings settings, SetStatus before, long now, @Nullable EventRecord record) {
        this.usual = usual;
        this.settings = settings;
        this.before = before;
        this.now = now;
        this.record = record;
        this.status = before.toBuilder();
        RecordId id = null;
        if (record != null) {
            status.setLastMs(now);
            id = RecordId.newBuilder()
                    .setLog(record.getLog())
                    .setSequence(record.getSequence())
                    .build();
        }
        if (record != null && id != null && record.getLog() != 0) {
            evidence = Basis.BASIS_REPORTED;
            otherLog = before.hasLast() && before.getLast().getLog() != record.getLog();
            // Of a gap its last number: a record that comes within it after all is a late one.
            status.setLast(
                    record.hasGap() ? id.toBuilder().setSequence(record.getGap().getThrough()) : id.toBuilder());
        } else {
            evidence = Basis.BASIS_ENTERED;
            otherLog = false;
        }
        findings = new Findings(before.getFindingsList(), now, id);
    }

    boolean fromPump() {
        return record != null && evidence == Basis.BASIS_REPORTED;
    }

    boolean patch() {
        return before.getConstruction() == Construction.CONSTRUCTION_PATCH;
    }

    /** Whether the pump says that it senses this kind. */
    boolean reports(EventKind kind) {
        return before.getReportsList().contains(kind);
    }

    /** The top level, for what is no part: delivery, phase, deadline. */
    SetStatus.Builder status() {
        return status;
    }

    CartridgeStatusOrBuilder cartridge() {
        return cartridge != null ? cartridge : before.getCartridge();
    }

    CartridgeStatus.Builder editCartridge() {
        if (cartridge == null) {
            cartridge = before.getCartridge().toBuilder();
        }
        return cartridge;
    }

    TubingStatusOrBuilder tubing() {
        return tubing != null ? tubing : before.getTubing();
    }

    TubingStatus.Builder editTubing() {
        if (tubing == null) {
            tubing = before.getTubing().toBuilder();
        }
        return tubing;
    }

    CouplingStatusOrBuilder coupling() {
        return coupling != null ? coupling : before.getCoupling();
    }

    CouplingStatus.Builder editCoupling() {
        if (coupling == null) {
            coupling = before.getCoupling().toBuilder();
        }
        return coupling;
    }

    MountStatus.Builder editMount() {
        if (mount == null) {
            mount = before.getMount().toBuilder();
        }
        return mount;
    }

    CannulaStatusOrBuilder cannula() {
        return cannula != null ? cannula : before.getCannula();
    }

    CannulaStatus.Builder editCannula() {
        if (cannula == null) {
            cannula = before.getCannula().toBuilder();
        }
        return cannula;
    }

    TrackerMemoryOrBuilder memory() {
        return memory != null ? memory : before.getMemory();
    }

    TrackerMemory.Builder editMemory() {
        if (memory == null) {
            memory = before.getMemory().toBuilder();
        }
        return memory;
    }

    /** Since now, certain, on this basis. */
    Known known(Basis basis) {
        return Known.newBuilder()
                .setSinceMs(now)
                .setBasis(basis)
                .setCertain(true)
                .build();
    }

    /** Since now, certain, by what the record itself says. */
    Known known() {
        return known(evidence);
    }

    /** More than counters changed: phase and next deadline must be worked out again. */
    void touch() {
        touched = true;
    }

    boolean touched() {
        return touched || findings.changed();
    }

    /** Nothing that is missing can have changed this part any more; with the last one the doubt itself ends. */
    void sure(Part part) {
        int doubtful = memory().getDoubtful();
        int bit = 1 << part.getNumber();
        if ((doubtful & bit) != 0) {
            editMemory().setDoubtful(doubtful & ~bit);
            if (doubtful == bit) {
                findings.end(FindingCode.RECORDS_MISSING, "Every part is certain again.");
                findings.end(FindingCode.RECORD_UNREADABLE, "Every part is certain again.");
            }
        }
    }

    /** Puts the edited parts together. */
    SetStatus build() {
        if (findings.changed()) {
            status.clearFindings().addAllFindings(findings.open());
        }
        if (!findings.ended().isEmpty() || memory().getJustEndedCount() > 0) {
            editMemory().clearJustEnded().addAllJustEnded(findings.ended());
        }
        if (cartridge != null) {
            status.setCartridge(cartridge.build());
        }
        if (tubing != null) {
            status.setTubing(tubing.build());
        }
        if (coupling != null) {
            status.setCoupling(coupling.build());
        }
        if (mount != null) {
            status.setMount(mount.build());
        }
        if (cannula != null) {
            status.setCannula(cannula.build());
        }
        if (memory != null) {
            status.setMemory(memory.build());
        }
        return status.build();
    }
}

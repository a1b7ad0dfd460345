package pumpcompanion.connector.tracker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.Part;
import pumpcompanion.proto.v1.RecordId;
import pumpcompanion.proto.v1.Severity;

/** The open findings of one step, and those that it ended. At most one is open per code and part. */
final class Findings {

    private static final int MOST_CAUSES = 4;
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::getSeverity)
            .reversed()
            .thenComparingLong(Finding::getSinceMs)
            .thenComparing(Finding::getCode)
            .thenComparing(Finding::getPart);

    private final long now;
    private final @Nullable RecordId cause;
    private List<Finding> open;
    private List<Finding> ended = List.of();
    private boolean changed;

    Findings(List<Finding> open, long now, @Nullable RecordId cause) {
        this.open = open;
        this.now = now;
        this.cause = cause;
    }

    List<Finding> open() {
        return open;
    }

    List<Finding> ended() {
        return ended;
    }

    boolean changed() {
        return changed;
    }

    /** Opens a finding of the code's own severity and part, caused by the present record. */
    void open(FindingCode code, String seen) {
        open(code, code.part(), code.severity(), now, seen);
    }

    /** Opens a finding of another severity. */
    void open(FindingCode code, Severity severity, String seen) {
        open(code, code.part(), severity, now, seen);
    }

    /** Opens a finding about another part. */
    void open(FindingCode code, Part part, String seen) {
        open(code, part, code.severity(), now, seen);
    }

    /**
     * Opens a finding. Where it is open already it stays the same one, since the same time, with the record as a further
     * cause, and takes over severity and words of what is worse.
     */
    private void open(FindingCode code, Part part, Severity severity, long since, String seen) {
        add(code, part, severity, since, seen, cause);
    }

    /** Opens or strengthens a finding that time alone brought: no record caused it. */
    void due(FindingCode code, Severity severity, long since, String seen) {
        add(code, code.part(), severity, since, seen, null);
    }

    /** Tells of what is over already when it comes to light. */
    void past(FindingCode code, long since, String seen, long until, String why) {
        if (!isOpen(code)) {
            add(code, code.part(), code.severity(), since, seen, cause);
            end(code, until, why);
        }
    }

    private void add(FindingCode code, Part part, Severity severity, long since, String seen, @Nullable RecordId by) {
        int at = indexOf(code, part);
        if (at < 0) {
            Finding.Builder finding = Finding.newBuilder()
                    .setCode(code.code())
                    .setPart(part)
                    .setSeverity(severity)
                    .setSinceMs(since)
                    .setSeen(seen)
                    .setExpected(code.expected())
                    .setAnnunciation(code.annunciation());
            addCause(finding, by);
            own().add(finding.build());
            open.sort(ORDER);
            return;
        }
        Finding present = open.get(at);
        boolean worse = severity.compareTo(present.getSeverity()) > 0;
        if (!worse && (by == null || present.getCausesCount() >= MOST_CAUSES)) {
            return;
        }
        Finding.Builder finding = present.toBuilder();
        if (worse) {
            finding.setSeverity(severity).setSeen(seen);
        }
        addCause(finding, by);
        own().set(at, finding.build());
        open.sort(ORDER);
    }

    /** Whether it is open, about whichever part. */
    boolean isOpen(FindingCode code) {
        for (int i = 0; i < open.size(); i++) {
            if (code.is(open.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Ends each finding of the code that is open. */
    void end(FindingCode code, String why) {
        end(code, now, why);
    }

    /** Ends each finding of the code that is open, at a time of its own. */
    void end(FindingCode code, long at, String why) {
        for (int i = open.size() - 1; i >= 0; i--) {
            if (code.is(open.get(i))) {
                endAt(i, at, why);
            }
        }
    }

    /** Ends the finding of the code about one part. */
    void end(FindingCode code, Part part, String why) {
        int at = indexOf(code, part);
        if (at >= 0) {
            endAt(at, now, why);
        }
    }

    /** Ends the finding at this place of {@link #open()}. */
    void endAt(int index, long at, String why) {
        Finding finding = own().remove(index);
        if (ended.isEmpty()) {
            ended = new ArrayList<>(2);
        }
        ended.add(finding.toBuilder().setEndedMs(at).setEnded(why).build());
    }

    private int indexOf(FindingCode code, Part part) {
        for (int i = 0; i < open.size(); i++) {
            Finding finding = open.get(i);
            if (finding.getPart() == part && code.is(finding)) {
                return i;
            }
        }
        return -1;
    }

    private static void addCause(Finding.Builder finding, @Nullable RecordId by) {
        if (by != null && finding.getCausesCount() < MOST_CAUSES) {
            finding.addCauses(by);
        }
    }

    private List<Finding> own() {
        if (!changed) {
            changed = true;
            open = new ArrayList<>(open);
        }
        return open;
    }
}

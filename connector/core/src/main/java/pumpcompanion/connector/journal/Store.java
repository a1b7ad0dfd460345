package pumpcompanion.connector.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pumpcompanion.connector.journal.PumpState.Log;
import pumpcompanion.connector.journal.PumpState.Memory;
import pumpcompanion.connector.journal.Query.Place;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.GapReason;

/**
 * The rules by which records are kept, on one connection. Every method but {@link #begin} runs between {@link #begin} and
 * {@link #commit} or {@link #rollBack}. Belongs to the writer; owns the connection.
 */
final class Store implements AutoCloseable {

    private final Connection connection;
    private final Tables tables;
    private final EnteredStore entered;
    private final Map<String, Memory> memories;
    private final Map<String, PumpState> pumps = new HashMap<>();
    private final List<PumpState> touched = new ArrayList<>();
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement dataVersion;
    private long seenVersion = -1;

    /**
     * Takes over a connection.
     *
     * @param memories what earlier stores of this journal remembered; changed here at each commit
     */
    Store(Connection connection, Map<String, Memory> memories) throws SQLException {
        this.connection = connection;
        this.memories = memories;
        tables = new Tables(connection);
        entered = new EnteredStore(connection);
        // IMMEDIATE: the lock is waited for here, not in the middle of writing.
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        dataVersion = connection.prepareStatement("PRAGMA data_version");
    }

    /** Begins a transaction. */
    void begin() throws SQLException {
        begin.executeUpdate();
        long version;
        try (ResultSet row = dataVersion.executeQuery()) {
            version = row.getLong(1);
        }
        if (version != seenVersion) { // another connection wrote: what is remembered may be old
            pumps.clear();
            seenVersion = version;
        }
    }

    /** Makes durable what was done since {@link #begin}. */
    void commit() throws SQLException {
        for (PumpState pump : touched) {
            for (Log log : pump.logs.values()) {
                if (log.changed) {
                    tables.updateLog(pump.id, log);
                }
            }
            Place late = pump.takeLate();
            if (late != null) {
                entered.late(pump.id, late);
            }
        }
        tables.flush();
        commit.executeUpdate();
        for (PumpState pump : touched) {
            pump.logs.values().forEach(log -> log.changed = false);
            memories.put(pump.name, pump.memory);
        }
        touched.clear();
    }

    /** Takes back what was done since {@link #begin}; the handle is as good as before. */
    void rollBack() throws SQLException {
        touched.clear();
        pumps.clear();
        tables.discard();
        try (java.sql.Statement sql = connection.createStatement()) {
            sql.executeUpdate("ROLLBACK");
        }
    }

    /** Whether rows are written one by one, so that a failure says what it is. */
    void oneByOne(boolean now) {
        tables.oneByOne(now);
    }

    /** As {@link Journal#locate}. */
    Position locate(PumpInfo info, int epoch, int bootCount, long nowMs) throws SQLException {
        long id = tables.upsertPump(info, nowMs);
        PumpState pump = pumps.get(info.name());
        if (pump == null) {
            pump = load(info.name(), id);
        }
        touched.add(pump);
        List<EventRecord> opened = new ArrayList<>();
        if (pump.logs.isEmpty()) {
            addLog(pump, new Log(1, epoch, 1, 0, 0, bootCount), nowMs);
        } else if (pump.current().epoch != epoch) {
            Log log = new Log(pump.current().log + 1, epoch, 1, 0, 0, bootCount);
            addLog(pump, log, nowMs);
            opened.add(addGap(pump, log, 0, 0, GapReason.GAP_REASON_LOG_ERASED, nowMs, nowMs));
        }
        Log log = pump.current();
        if (Integer.compareUnsigned(bootCount, log.bootCount) > 0) {
            log.bootCount = bootCount;
            log.changed = true;
        }
        pump.memory = new Memory(pump.memory.poisonedStream(), bootCount);
        return new Position(info.name(), log.log, log.through, highest(pump, log), log.bootCount, opened);
    }

    /**
     * As {@link Journal#append}.
     *
     * @param read each entry's record but for its log, null for a statement
     */
    Commit append(Batch batch, List<EventRecord.@Nullable Builder> read) throws SQLException {
        PumpState pump = pumps.get(batch.pump());
        if (pump == null) {
            long id = tables.pump(batch.pump());
            if (id < 0) {
                throw new IllegalStateException(
                        "pump " + batch.pump() + " is not known, expected locate before append");
            }
            pump = load(batch.pump(), id);
        }
        Long poisoned = pump.memory.poisonedStream();
        if (poisoned != null && poisoned == batch.stream()) {
            return new Commit(true, pump.current().through, List.of());
        }
        touched.add(pump);
        List<EventRecord> fresh = new ArrayList<>(batch.entries().size());
        boolean conflict = false;
        for (int i = 0; i < read.size(); i++) {
            Entry entry = batch.entries().get(i);
            EventRecord.Builder record = read.get(i);
            if (record == null) {
                keepStatement(
                        pump, pump.current(), entry.sequence(), entry.through(), entry, batch.receivedMs(), fresh);
            } else if (!keepRecord(pump, record, batch.verify(), fresh)) {
                pump.memory = new Memory(batch.stream(), pump.memory.bootCount());
                conflict = true;
                break;
            }
        }
        for (Log log : pump.logs.values()) {
            moveThrough(pump, log);
        }
        return new Commit(conflict, pump.current().through, fresh);
    }

    /** As {@link Journal#enter}. */
    EventRecord enter(EventRecord entry, long nowMs) throws SQLException {
        return entered.enter(known(entry.getPump()), entry, nowMs);
    }

    /** As {@link Journal#keep}. */
    boolean keep(Snapshot snapshot) throws SQLException {
        return entered.keep(known(snapshot.pump()), snapshot);
    }

    private long known(String pump) throws SQLException {
        long id = tables.pump(pump);
        if (id < 0) {
            throw new IllegalArgumentException("no pump " + pump + " in this journal (found: " + tables.pumps() + ")");
        }
        return id;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The connection, for reading in memory. */
    Connection connection() {
        return connection;
    }

    /** Keeps a record. False: another one is held under its number, and the batch does not say what to do about that. */
    private boolean keepRecord(PumpState pump, EventRecord.Builder record, boolean verify, List<EventRecord> fresh)
            throws SQLException {
        long sequence = record.getSequence();
        Log log = pump.logOf(sequence);
        long from = sequence;
        if (sequence <= highest(pump, log)) {
            Tables.Held held = tables.heldAtOrBefore(pump.id, log.log, sequence);
            if (held != null && held.through() >= sequence) {
                if (held.gap()) {
                    from = held.sequence(); // what was folded of it stands there
                    tables.cutFromGap(pump.id, log.log, held, sequence);
                } else if (record.getRaw().equals(held.event())) {
                    return true;
                } else if (verify) {
                    log = restart(pump, sequence, record.getAtMs(), record.getReceivedMs(), fresh);
                } else {
                    return false;
                }
            }
        }
        EventRecord kept = record.setLog(log.log).build();
        tables.insertRecord(pump.id, kept);
        noteIfLate(pump, log, sequence, from);
        cover(log, sequence, sequence);
        fresh.add(kept);
        return true;
    }

    /** Numbers are used again from here on: a new log, which begins with what is not known about the older one. */
    private Log restart(PumpState pump, long first, long atMs, long receivedMs, List<EventRecord> fresh)
            throws SQLException {
        Log before = pump.current();
        Log log = new Log(before.log + 1, before.epoch, first, first - 1, first - 1, pump.memory.bootCount());
        addLog(pump, log, receivedMs);
        fresh.add(addGap(pump, log, 0, 0, GapReason.GAP_REASON_LOG_RESTARTED, atMs, receivedMs));
        return log;
    }

    /** One gap for each hole in [from, through], older logs first. */
    private void keepStatement(
            PumpState pump, Log log, long from, long through, Entry entry, long receivedMs, List<EventRecord> fresh)
            throws SQLException {
        long begin = from;
        Log before = from < log.first ? pump.before(log) : null;
        if (before != null) {
            keepStatement(pump, before, from, Math.min(through, log.first - 1), entry, receivedMs, fresh);
            begin = log.first;
        }
        if (begin > through) {
            return;
        }
        GapReason reason = Rows.reason(
                entry.reason() == pumpcompanion.proto.v1.MissingReason.UNRECOGNIZED
                        ? 0
                        : entry.reason().getNumber());
        List<long[]> holes = begin > highest(pump, log)
                ? List.of(new long[] {begin, through})
                : tables.holes(pump.id, log.log, begin, through);
        for (long[] hole : holes) {
            fresh.add(addGap(pump, log, hole[0], hole[1], reason, entry.atMs(), receivedMs));
            noteIfLate(pump, log, hole[0], hole[0]);
            cover(log, hole[0], hole[1]);
        }
    }

    /**
     * Whether there are records behind this one already, which may be folded.
     *
     * @param from the place from which on something is another now
     */
    private static void noteIfLate(PumpState pump, Log log, long sequence, long from) {
        if (sequence <= log.highest) { // so it is with every number of an older log: the next one began at a held one
            pump.late(new Place(log.log, from));
        }
    }

    private EventRecord addGap(
            PumpState pump, Log log, long from, long through, GapReason reason, long atMs, long receivedMs)
            throws SQLException {
        EventRecord gap = Rows.gap(pump.name, log.log, from, through, reason, atMs, receivedMs);
        tables.insertGap(pump.id, log.log, from, through, reason.getNumber(), atMs, receivedMs);
        return gap;
    }

    private void addLog(PumpState pump, Log log, long nowMs) throws SQLException {
        tables.insertLog(pump.id, log, nowMs);
        pump.logs.put(log.log, log);
    }

    private static void cover(Log log, long from, long through) {
        log.highest = Math.max(log.highest, through);
        if (log.through == from - 1) {
            log.through = through;
        }
        log.changed = true;
    }

    /** Moves `through` on over what is already held behind it, as where a hole was filled. */
    private void moveThrough(PumpState pump, Log log) throws SQLException {
        if (log.changed && log.through < log.highest) {
            log.through = tables.contiguousFrom(pump.id, log.log, log.through);
        }
    }

    private long highest(PumpState pump, Log log) throws SQLException {
        if (log.highest < 0) {
            Tables.Held last = tables.heldAtOrBefore(pump.id, log.log, Long.MAX_VALUE);
            log.highest = Math.max(log.first - 1, last == null ? 0 : last.through());
        }
        return log.highest;
    }

    private PumpState load(String name, long id) throws SQLException {
        PumpState pump = new PumpState(name, id, memories.getOrDefault(name, Memory.NONE));
        for (Log log : tables.logs(id)) {
            pump.logs.put(log.log, log);
        }
        pumps.put(name, pump);
        return pump;
    }

    /** For tests: any statement on the writer's connection. */
    boolean run(String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }
}

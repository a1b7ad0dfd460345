package pumpcompanion.app.view;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import pumpcompanion.app.words.Amounts;
import pumpcompanion.app.words.Findings;
import pumpcompanion.app.words.Kinds;
import pumpcompanion.app.words.Sentences;
import pumpcompanion.connector.KeptRecord;
import pumpcompanion.connector.LinkStatus;
import pumpcompanion.connector.tracker.PhaseText;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.RecordId;
import pumpcompanion.proto.v1.SetStatus;

/**
 * News of one pump as plain lines, one for each change: {@code time  log/sequence  kind  words}. Where time is the pump's
 * for records and the computer's for the link.
 */
public final class TextFeed implements Feed {

    private static final int PLACE = 9;
    private static final int KIND = 24;
    /** Below so many records to come, catching up needs no progress. */
    private static final int WORTH_TELLING = 200;

    private static final long PROGRESS_MS = 1_000;

    private final Consumer<String> out;
    private final InstantSource clock;
    private final ZoneId zone;
    private final String prefix;
    private final Predicate<EventRecord> wanted;

    private SetStatus told = SetStatus.getDefaultInstance();
    private @Nullable SetStatus pending;
    private @Nullable RecordId last;
    private String lastLink = "";
    private long caughtUp;
    private long progressAtMs;

    /**
     * A feed.
     *
     * @param out takes each line
     * @param clock the computer's, for what happens to the link
     * @param zone for every time
     * @param prefix stands before each line's words; empty where there is only one pump
     */
    public TextFeed(Consumer<String> out, InstantSource clock, ZoneId zone, String prefix) {
        this(out, clock, zone, prefix, record -> true);
    }

    /** As above, of which only some records get a line. */
    public TextFeed(
            Consumer<String> out, InstantSource clock, ZoneId zone, String prefix, Predicate<EventRecord> wanted) {
        this.wanted = wanted;
        this.out = out;
        this.clock = clock;
        this.zone = zone;
        this.prefix = prefix.isEmpty() ? "" : prefix + "  ";
    }

    @Override
    public void record(KeptRecord kept) {
        if (wanted.test(kept.record())) {
            out.accept(prefix + line(kept.record(), zone));
        }
        EventRecord record = kept.record();
        if (record.getLog() == 0) {
            return; // entered: it has no place among the pump's records
        }
        last = RecordId.newBuilder()
                .setLog(record.getLog())
                .setSequence(record.getSequence())
                .build();
        progress(kept.live());
        SetStatus waiting = pending;
        if (waiting != null && reached(last, waiting.getLast())) {
            tell(waiting);
        }
    }

    /** A record as a line: time, place in the log, kind, words. */
    public static String line(EventRecord record, ZoneId zone) {
        String number = Long.toUnsignedString(record.getSequence());
        boolean entered = record.getLog() == 0;
        String place = (entered ? "note " + number : record.getLog() + "/" + number)
                + (record.hasGap() && record.getGap().getThrough() > record.getSequence() && record.getSequence() > 0
                        ? "-" + Long.toUnsignedString(record.getGap().getThrough())
                        : "");
        return Amounts.time(record.getAtMs(), zone) + "  " + pad(place, PLACE) + pad(Kinds.word(record), KIND)
                + (entered ? "entered by a person: " : "") + Sentences.of(record);
    }

    @Override
    public void status(SetStatus now) {
        SetStatus waiting = pending;
        if (waiting != null) {
            tell(waiting);
        }
        if (!now.hasLast() || (last != null && reached(last, now.getLast()))) {
            tell(now);
        } else {
            pending = now; // told behind the record that brought it
        }
    }

    private void tell(SetStatus now) {
        pending = null;
        SetStatus before = told;
        told = now;
        long atMs = now.hasLastMs() ? now.getLastMs() : clock.millis();
        if (now.getPhase() != before.getPhase()) {
            say(atMs, "set", PhaseText.label(now.getPhase()) + ": " + PhaseText.sentence(now.getPhase()));
        }
        for (String change : Findings.changes(before, now)) {
            say(atMs, "finding", change);
        }
    }

    @Override
    public void link(LinkStatus now) {
        SetStatus waiting = pending;
        if (waiting != null) {
            tell(waiting);
        }
        String text = now.state().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + Sentences.text(now.text());
        if (!text.equals(lastLink)) { // the same attempt again and again is no change
            lastLink = text;
            say(clock.millis(), "link", now.link() + " " + text);
        }
        if (now.state() != LinkStatus.State.CATCHING_UP) {
            caughtUp = 0;
        }
    }

    @Override
    public void text(String line) {
        say(clock.millis(), "pump says", Sentences.text(line));
    }

    private void progress(boolean live) {
        caughtUp = live ? 0 : caughtUp + 1;
        SetStatus newest = pending == null ? told : pending;
        long behind = newest.getBehind();
        long nowMs = clock.millis();
        if (!live && behind >= WORTH_TELLING && nowMs - progressAtMs >= PROGRESS_MS) {
            progressAtMs = nowMs;
            say(nowMs, "link", "caught up " + caughtUp + " of " + (caughtUp + behind) + " records");
        }
    }

    private void say(long atMs, String what, String words) {
        out.accept(prefix + Amounts.time(atMs, zone) + "  " + pad("", PLACE) + pad(what, KIND) + words);
    }

    private static boolean reached(RecordId id, RecordId wanted) {
        return id.getLog() > wanted.getLog()
                || (id.getLog() == wanted.getLog() && id.getSequence() >= wanted.getSequence());
    }

    private static String pad(String text, int width) {
        return text.length() < width ? text + " ".repeat(width - text.length()) : text + "  ";
    }
}

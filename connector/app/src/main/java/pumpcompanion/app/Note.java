package pumpcompanion.app;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import pumpcompanion.app.view.EntryView;
import pumpcompanion.app.words.Typed;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;

/** What can be noted: each of them a word behind {@code companion note PUMP}. */
abstract class Note extends Verb {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private NoteVerb note;

    @Mixin
    private EntryOptions entry = new EntryOptions();

    private final List<String> doubts = new ArrayList<>();

    /**
     * What is entered.
     *
     * @throws IllegalArgumentException for what was typed wrong, naming it and what is allowed
     */
    abstract EventRecord.Builder content();

    @Override
    public Integer call() {
        try {
            EventRecord.Builder content = content();
            long nowMs = SystemTime.wall().millis();
            try (Journal open = entry.journal().enter()) {
                Entering entering = new Entering(
                        open, note.pump(open.pumps(), entry.journal()).pump(), nowMs);
                long at = entering.at(entry.at(), SystemTime.zone());
                doubts.forEach(doubt -> spec.commandLine().getErr().println("companion: " + doubt));
                tell(entering.enter(content, at, nowMs));
            }
        } catch (IllegalArgumentException notUnderstood) {
            throw misuse(String.valueOf(notUnderstood.getMessage()));
        }
        return ExitCode.DONE;
    }

    private void tell(Entering.Entered done) {
        if (entry.json()) {
            out().print(EntryView.json(done.entry(), done.before(), done.after()) + "\n");
        } else {
            EntryView.lines(
                            done.entry(),
                            done.before(),
                            done.after(),
                            SystemTime.zone(),
                            terminal().ink())
                    .forEach(line -> out().print(line + "\n"));
        }
        out().flush();
    }

    /** What was read; what must be said about it is said before it is entered. */
    <T> T understood(Typed.Read<T> read) {
        if (!read.doubt().isEmpty()) {
            doubts.add(read.doubt());
        }
        return read.value();
    }

    static EventRecord.Builder event(Event.Builder event) {
        return EventRecord.newBuilder().setEvent(event);
    }
}

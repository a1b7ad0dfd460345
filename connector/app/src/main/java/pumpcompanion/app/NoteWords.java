package pumpcompanion.app;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pumpcompanion.app.words.Typed;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Withdrawal;

/** Notes about nothing, and about notes. */
final class NoteWords {

    private NoteWords() {}

    /** Changes nothing. */
    @Command(
            name = "remark",
            description = "Words to remember; they change nothing.",
            footer = "  companion note EM-0001 remark two new cartridges from another lot")
    static final class Remark extends Note {
        @Parameters(paramLabel = "TEXT", arity = "1..*", description = "The words, up to 96 bytes.")
        private List<String> text = List.of();

        @Override
        EventRecord.Builder content() {
            return EventRecord.newBuilder().setRemark(Typed.text(String.join(" ", text)));
        }
    }

    /** As if it had never been entered. */
    @Command(
            name = "withdraw",
            description = {
                "Takes an entry back, as if it had never been made; history shows the numbers.",
                "Taking back that of a withdrawal brings back what it took."
            },
            footer = "  companion note EM-0001 withdraw 3")
    static final class Withdraw extends Note {
        @Parameters(paramLabel = "N", description = "The entry's number.")
        private long number;

        @Override
        EventRecord.Builder content() {
            if (number < 1) {
                throw new IllegalArgumentException("withdraw " + number + " (expected 1 and up)");
            }
            return EventRecord.newBuilder()
                    .setWithdrawal(Withdrawal.newBuilder().setSequence(number));
        }
    }
}

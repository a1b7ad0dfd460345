package pumpcompanion.app;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pumpcompanion.app.words.Typed;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.PlaceChoice;

/** Which places on the body are to be used: {@code companion note PUMP leave-out} and {@code use}. */
final class NotePlace {

    private NotePlace() {}

    private abstract static class Choice extends Note {
        @Parameters(
                paramLabel = "PLACE",
                arity = "1..*",
                description = "A place, such as abdomen-left, \"left thigh\" or your own words.")
        private List<String> place = List.of();

        EventRecord.Builder choice(boolean leftOut) {
            return EventRecord.newBuilder()
                    .setPlaceChoice(PlaceChoice.newBuilder()
                            .setSite(understood(Typed.place(String.join(" ", place))))
                            .setLeftOut(leftOut));
        }
    }

    /** Never suggest it. */
    @Command(
            name = "leave-out",
            description = "A place on the body is not to be used.",
            footer = "  companion note EM-0001 leave-out upper-arm-left")
    static final class LeaveOut extends Choice {
        @Override
        EventRecord.Builder content() {
            return choice(true);
        }
    }

    /** Suggest it again. */
    @Command(
            name = "use",
            description = "A place that was left out may be used again.",
            footer = "  companion note EM-0001 use upper-arm-left")
    static final class Use extends Choice {
        @Override
        EventRecord.Builder content() {
            return choice(false);
        }
    }
}

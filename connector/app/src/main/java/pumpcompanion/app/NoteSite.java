package pumpcompanion.app;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pumpcompanion.app.words.Chosen;
import pumpcompanion.app.words.Typed;
import pumpcompanion.proto.v1.AdhesiveChanged;
import pumpcompanion.proto.v1.CannulaInserted;
import pumpcompanion.proto.v1.CannulaStayed;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.SetRemoved;
import pumpcompanion.proto.v1.SiteObserved;

/** What happens at the site: {@code companion note PUMP inserted} and its like. */
final class NoteSite {

    private static final String PLACE = "A place, such as abdomen-left, \"left thigh\" or your own words.";

    private NoteSite() {}

    /** A new wear begins. */
    @Command(
            name = "inserted",
            description = "A cannula was put in: a new wear begins.",
            footer = {
                "  companion note EM-0001 inserted --site abdomen-left",
                "  companion note EM-0001 inserted --site \"left thigh\" --by hand --at 2h"
            })
    static final class Inserted extends Note {
        @Option(names = "--site", paramLabel = "PLACE", description = PLACE)
        private @Nullable String site;

        @Option(names = "--set", paramLabel = "ID", description = "Kind of set, such as tandem-varisoft.")
        private @Nullable String set;

        @Option(names = "--by", paramLabel = "HOW", description = "hand or device.")
        private @Nullable String by;

        @Override
        EventRecord.Builder content() {
            CannulaInserted.Builder inserted = CannulaInserted.newBuilder();
            if (site != null) {
                inserted.setSite(understood(Typed.place(site)));
            }
            if (set != null) {
                inserted.setSetId(understood(Typed.set(set)));
            }
            if (by != null) {
                inserted.setMethod(Chosen.method(by));
            }
            return event(Event.newBuilder().setCannulaInserted(inserted));
        }
    }

    /** The wear ends. */
    @Command(
            name = "removed",
            description = "The set was taken off the body: the wear ends.",
            footer = {"  companion note EM-0001 removed", "  companion note EM-0001 removed --reason kinked --at 20m"})
    static final class Removed extends Note {
        @Option(
                names = "--reason",
                paramLabel = "WHY",
                description = {
                    "routine, adhesive, occlusion, kinked, leak, pain, redness, blood,",
                    "pulled-out or other."
                })
        private @Nullable String reason;

        @Override
        EventRecord.Builder content() {
            SetRemoved.Builder removed = SetRemoved.newBuilder();
            if (reason != null) {
                removed.setReason(Chosen.reason(reason));
            }
            return event(Event.newBuilder().setSetRemoved(removed));
        }
    }

    /** Nothing stays in the body. */
    @Command(
            name = "insertion-failed",
            description = "An insertion was tried and failed; nothing stays in the body.",
            footer = "  companion note EM-0001 insertion-failed --site upper-arm-left --text kinked")
    static final class InsertionFailed extends Note {
        @Option(names = "--site", paramLabel = "PLACE", description = PLACE)
        private @Nullable String site;

        @Option(names = "--by", paramLabel = "HOW", description = "hand or device.")
        private @Nullable String by;

        @Option(names = "--text", paramLabel = "TEXT", description = "What was seen, up to 96 bytes.")
        private @Nullable String text;

        @Override
        EventRecord.Builder content() {
            pumpcompanion.proto.v1.InsertionFailed.Builder failed = pumpcompanion.proto.v1.InsertionFailed.newBuilder();
            if (site != null) {
                failed.setSite(understood(Typed.place(site)));
            }
            if (by != null) {
                failed.setMethod(Chosen.method(by));
            }
            if (text != null) {
                failed.setText(Typed.text(text));
            }
            return event(Event.newBuilder().setInsertionFailed(failed));
        }
    }

    /** Answers the tracker's question. */
    @Command(
            name = "same-cannula",
            description = "Answers \"is this a new cannula?\": no, it is still the same one.",
            footer = "  companion note EM-0001 same-cannula")
    static final class SameCannula extends Note {
        @Override
        EventRecord.Builder content() {
            return EventRecord.newBuilder().setCannulaStayed(CannulaStayed.getDefaultInstance());
        }
    }

    /** The mount was looked at. */
    @Command(
            name = "adhesive",
            description = "The adhesive mount was looked at.",
            footer = "  companion note EM-0001 adhesive peeling")
    static final class Adhesive extends Note {
        @Parameters(paramLabel = "STATE", description = "good, peeling, taped or off.")
        private String state = "";

        @Override
        EventRecord.Builder content() {
            return event(Event.newBuilder()
                    .setAdhesiveChanged(AdhesiveChanged.newBuilder().setState(Chosen.adhesive(state))));
        }
    }

    /** The skin was looked at. */
    @Command(
            name = "observed",
            description = "Something was seen or felt at the site.",
            footer = "  companion note EM-0001 observed redness,lump")
    static final class Observed extends Note {
        @Parameters(
                paramLabel = "SIGN",
                arity = "1..*",
                split = ",",
                description = "redness, blood, leak, lump or pain; several with commas.")
        private List<String> signs = List.of();

        @Override
        EventRecord.Builder content() {
            return event(
                    Event.newBuilder().setSiteObserved(SiteObserved.newBuilder().addAllSigns(Chosen.signs(signs))));
        }
    }
}

package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.connector.journal.Samples.EPOCH;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.at;
import static pumpcompanion.connector.journal.Samples.entry;
import static pumpcompanion.connector.journal.Samples.remark;
import static pumpcompanion.connector.journal.Samples.withdrawal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.BodySide;
import pumpcompanion.proto.v1.CannulaInserted;
import pumpcompanion.proto.v1.CannulaStayed;
import pumpcompanion.proto.v1.Event;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Gap;
import pumpcompanion.proto.v1.PlaceChoice;
import pumpcompanion.proto.v1.PumpDescribed;
import pumpcompanion.proto.v1.QuickDisconnect;
import pumpcompanion.proto.v1.Setting;
import pumpcompanion.proto.v1.SettingsInForce;
import pumpcompanion.proto.v1.Site;
import pumpcompanion.proto.v1.VendorRecord;

/** What holds for entered records in every journal, in a file and in memory. */
abstract class EnteredContract {

    private static final String SECOND = "PC-0002";

    Journal journal;

    abstract Journal make();

    @BeforeEach
    void open() {
        journal = make();
        journal.locate(PUMP, EPOCH, 3, NOW).join();
        journal.locate(PumpInfo.named(SECOND), 5, 1, NOW).join();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    EventRecord enter(EventRecord.Builder entry) {
        return journal.enter(entry.build(), NOW).join();
    }

    static EventRecord.Builder unclipped(long atMs) {
        return entry(atMs).setEvent(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()));
    }

    @Test
    void anEntryIsKeptWithTheJournalsOwnNumberAndTime() {
        EventRecord kept = enter(unclipped(at(5)).setLog(9).setSequence(77).setReceivedMs(1));

        assertThat(kept)
                .isEqualTo(EventRecord.newBuilder()
                        .setPump(PUMP.name())
                        .setSequence(1)
                        .setAtMs(at(5))
                        .setReceivedMs(NOW)
                        .setEvent(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()))
                        .build());
        assertThat(journal.entries(PUMP.name())).containsExactly(kept);
        assertThat(Samples.content(journal)).isEmpty();
    }

    @Test
    void eachContentComesBackAsItWasEntered() {
        Site site = Site.newBuilder().setSide(BodySide.BODY_SIDE_LEFT).build();
        List<EventRecord> entered = List.of(
                enter(entry(1).setEvent(Event.newBuilder()
                        .setCannulaInserted(CannulaInserted.newBuilder().setSite(site)))),
                enter(entry(2).setSettings(SettingsInForce.newBuilder()
                        .addSettings(Setting.newBuilder().setKey("wear-limit").setValue("48h")))),
                enter(entry(3).setCannulaStayed(CannulaStayed.getDefaultInstance())),
                enter(entry(4).setPlaceChoice(
                                PlaceChoice.newBuilder().setSite(site).setLeftOut(true))),
                enter(remark(5, "x".repeat(96))),
                enter(withdrawal(6, 3)));

        assertThat(journal.entries(PUMP.name())).isEqualTo(entered);
        assertThat(journal.pumps().get(0).entries()).isEqualTo(6);
        assertThat(journal.pumps().get(1).entries()).isZero();
    }

    @Test
    void numbersRunOverAllPumpsAndEachPumpHasItsOwnEntries() {
        assertThat(journal.lastEntry()).isZero();
        enter(remark(1, "one"));
        enter(remark(2, "two").setPump(SECOND));
        enter(remark(3, "three"));

        assertThat(journal.lastEntry()).isEqualTo(3);
        assertThat(journal.entries(PUMP.name()))
                .extracting(EventRecord::getSequence)
                .containsExactly(1L, 3L);
        assertThat(journal.entries(SECOND)).extracting(EventRecord::getSequence).containsExactly(2L);
        assertThat(journal.entries("nobody")).isEmpty();
    }

    @Test
    void aWithdrawalCanBeWithdrawnAndThenMadeAgain() {
        enter(unclipped(at(1)));
        enter(withdrawal(at(9), 1)); // 2
        assertRefused(withdrawal(at(9), 1), "entered record 1 of pump PC-0001 is withdrawn already, by 2");
        enter(withdrawal(at(9), 2)); // 3: 1 counts again
        enter(withdrawal(at(9), 1)); // 4
        assertRefused(withdrawal(at(9), 1), "withdrawn already, by 4");
        enter(withdrawal(at(9), 3)); // 5: so does 2, and 1 is withdrawn twice
        enter(withdrawal(at(9), 4)); // 6: which leaves 2
        assertRefused(withdrawal(at(9), 1), "withdrawn already, by 2");

        assertThat(journal.entries(PUMP.name())).hasSize(6);
    }

    @Test
    void whatIsNotThereCannotBeWithdrawnAndTheNearestIsNamed() {
        assertRefused(withdrawal(1, 4), "no entered record 4 to withdraw", "it has none");
        enter(remark(1, "one"));
        enter(remark(2, "two").setPump(SECOND));
        assertRefused(withdrawal(1, 2), "pump PC-0001 has no entered record 2", "the nearest is 1");
        assertRefused(withdrawal(1, 3), "the nearest is 1"); // its own number to be
        assertRefused(withdrawal(1, -1), "no entered record 18446744073709551615", "the nearest is 1");
        assertThat(journal.lastEntry()).isEqualTo(2);
    }

    @Test
    void aPumpThatIsNotInTheJournalIsNamedBesideThoseThatAre() {
        assertRefused(remark(1, "x").setPump("PC-9"), "no pump PC-9", "PC-0001, PC-0002");
    }

    @Test
    void whatNoPersonEntersIsRefused() {
        assertRefused(entry(1), "CONTENT_NOT_SET", "expected an event");
        assertRefused(entry(1).setGap(Gap.getDefaultInstance()), "GAP");
        assertRefused(entry(1).setUnreadable("x"), "UNREADABLE");
        assertRefused(entry(1).setDescribed(PumpDescribed.getDefaultInstance()), "DESCRIBED");
        assertRefused(entry(1).setEvent(Event.getDefaultInstance()), "no kind");
        assertRefused(entry(1).setEvent(unclipped(1).getEvent().toBuilder().setUptimeMs(1)), "only a pump knows");
        assertRefused(entry(1).setSettings(SettingsInForce.getDefaultInstance()), "no setting");
        assertRefused(entry(1).setPlaceChoice(PlaceChoice.getDefaultInstance()), "no place");
        assertThat(journal.lastEntry()).isZero();
    }

    @Test
    void whatIsTooLargeIsRefusedWithItsSize() {
        VendorRecord vendor = VendorRecord.newBuilder()
                .setData(ByteString.copyFrom(new byte[500]))
                .build();
        assertRefused(entry(1).setEvent(Event.newBuilder().setVendorRecord(vendor)), "bytes, expected at most 448");
        assertRefused(remark(1, "x".repeat(97)), "97 bytes, expected 1 to 96");
        assertRefused(remark(1, "ü".repeat(49)), "98 bytes");
        assertRefused(remark(1, " "), "1 to 96");
        SettingsInForce.Builder settings = SettingsInForce.newBuilder();
        for (int i = 0; i < 1000; i++) {
            settings.addSettings(Setting.newBuilder().setKey("key" + i));
        }
        assertRefused(entry(1).setSettings(settings), "expected at most 4096");
    }

    @Test
    void listenersHearOfThePumpBeforeTheEntererDoesUntilTheyEnd() {
        List<String> heard = new ArrayList<>();
        journal.onEntered(pump -> {
            throw new IllegalStateException("a listener that fails");
        });
        Journal.Registration registration = journal.onEntered(heard::add);
        enter(remark(1, "one").setPump(SECOND));
        assertThat(heard).containsExactly(SECOND);
        assertRefused(remark(1, ""), "remark");
        registration.close();
        registration.close();
        enter(remark(1, "two"));

        assertThat(heard).containsExactly(SECOND);
    }

    @Test
    void anEntryBetweenRecordsDisturbsNeither() {
        journal.append(Samples.records(PUMP.name(), 1, 3)).join();
        enter(unclipped(at(2)));
        Commit commit = journal.append(Samples.records(PUMP.name(), 3, 5)).join();

        assertThat(commit.through()).isEqualTo(5);
        assertThat(Samples.content(journal)).hasSize(5);
        assertThat(journal.lateChanges(PUMP.name())).isZero();
    }

    @Test
    void aClosedJournalTakesAndTellsNothing() {
        journal.close();

        assertThatThrownBy(() -> enter(remark(1, "x")))
                .hasCauseInstanceOf(JournalException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(journal::lastEntry)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("closed");
    }

    void assertRefused(EventRecord.Builder entry, String... words) {
        assertThatThrownBy(() -> enter(entry))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }
}

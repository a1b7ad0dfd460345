package pumpcompanion.connector.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.EventRecord;

class OrderTest {

    @Test
    void anEntryStandsBeforeTheFirstRecordThatHappenedLaterAndBehindOneOfTheSameTime() {
        assertThat(merged(List.of(pump(1, 100), pump(2, 200), pump(3, 300)), Entries.remark(1, 200)))
                .containsExactly("1", "2", "e1", "3");
        assertThat(merged(List.of(pump(1, 100), pump(2, 200)), Entries.remark(1, 99)))
                .containsExactly("e1", "1", "2");
        assertThat(merged(List.of(pump(1, 100)), Entries.remark(1, 100), Entries.remark(2, 500)))
                .containsExactly("1", "e1", "e2");
        assertThat(merged(List.of(), Entries.remark(1, 100))).containsExactly("e1");
    }

    @Test
    void whereThePumpsTimesRunBackwardsTheFirstLaterRecordDecidesAndThePumpsOwnOrderStays() {
        List<EventRecord> backwards = List.of(pump(1, 100), pump(2, 400), pump(3, 200), pump(4, 300), pump(5, 500));
        assertThat(merged(backwards, Entries.remark(1, 250), Entries.remark(2, 450)))
                .containsExactly("1", "e1", "2", "3", "4", "e2", "5");
    }

    @Test
    void entriesStandByTimeThenByNumberHoweverTheyWereHandedIn() {
        assertThat(merged(List.of(pump(1, 100)), Entries.remark(3, 50), Entries.remark(2, 50), Entries.remark(1, 60)))
                .containsExactly("e2", "e3", "e1", "1");
    }

    @Test
    void whatIsTakenBackIsNotFoldedNorIsItsWithdrawal() {
        assertThat(merged(List.of(pump(1, 100)), Entries.remark(1, 50), Entries.withdrawal(2, 60, 1)))
                .containsExactly("1");
    }

    @Test
    void aWithdrawalThatIsTakenBackGivesTheEntryBackAndSoOnAlongTheChain() {
        List<EventRecord> entries = new ArrayList<>(List.of(Entries.remark(1, 50)));
        for (long sequence = 2; sequence <= 6; sequence++) {
            entries.add(Entries.withdrawal(sequence, 60, sequence - 1));
            boolean counts = sequence % 2 == 1;
            assertThat(merged(List.of(), entries.toArray(EventRecord[]::new)))
                    .as("after %d", sequence)
                    .isEqualTo(counts ? List.of("e1") : List.of());
        }
        assertThat(Order.withdrawn(entries)).containsExactlyInAnyOrder(1L, 3L, 5L);
    }

    @Test
    void aWithdrawalThatNamesItselfOrALaterEntryTakesNothingBack() {
        assertThat(merged(List.of(), Entries.withdrawal(1, 10, 2), Entries.remark(2, 20), Entries.withdrawal(3, 10, 3)))
                .containsExactly("e2");
    }

    @Test
    void peopleMaySeeWhatWasTakenBackAtItsPlace() {
        Iterator<EventRecord> all = Order.mergeAll(
                List.of(pump(1, 100), pump(2, 200)).iterator(),
                List.of(Entries.withdrawal(2, 150, 1), Entries.remark(1, 50)));
        assertThat(names(all)).containsExactly("e1", "1", "e2", "2");
    }

    private static List<String> merged(List<EventRecord> records, EventRecord... entries) {
        return names(Order.merge(records.iterator(), List.of(entries)));
    }

    private static List<String> names(Iterator<EventRecord> records) {
        List<String> names = new ArrayList<>();
        records.forEachRemaining(r -> names.add((r.getLog() == 0 ? "e" : "") + r.getSequence()));
        return names;
    }

    private static EventRecord pump(long sequence, long atMs) {
        return EventRecord.newBuilder()
                .setPump("PUMP-1")
                .setLog(1)
                .setSequence(sequence)
                .setAtMs(atMs)
                .build();
    }
}

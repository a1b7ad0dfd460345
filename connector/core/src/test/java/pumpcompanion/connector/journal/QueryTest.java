package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pumpcompanion.connector.journal.Samples.NOW;
import static pumpcompanion.connector.journal.Samples.PUMP;
import static pumpcompanion.connector.journal.Samples.all;
import static pumpcompanion.connector.journal.Samples.at;
import static pumpcompanion.connector.journal.Samples.batch;
import static pumpcompanion.connector.journal.Samples.brief;
import static pumpcompanion.connector.journal.Samples.missing;
import static pumpcompanion.connector.journal.Samples.records;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pumpcompanion.proto.v1.EventKind;

class QueryTest {

    private static final Query ONE = Query.ALL.of(PUMP.name());

    private final Journal journal = Journal.inMemory();

    @BeforeEach
    void fill() {
        journal.locate(PUMP, 1, 1, NOW).join();
        journal.locate(PumpInfo.named("second"), 2, 1, NOW).join();
        journal.append(records("second", 1, 3)).join();
        journal.append(records(PUMP.name(), 1, 5000)).join();
        journal.append(batch(missing(5001, 5009))).join();
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private List<Long> sequences(Query query) {
        return all(journal, query).stream().map(r -> r.getSequence()).toList();
    }

    private static List<Long> range(long from, long through) {
        return LongStream.rangeClosed(from, through).boxed().toList();
    }

    @Test
    void everythingComesInOrderOfPumpAndNumberHoweverManyPages() {
        List<Long> expected = new java.util.ArrayList<>(range(1, 5001));
        expected.addAll(range(1, 3));

        assertThat(sequences(Query.ALL)).isEqualTo(expected);
    }

    @Test
    void timesAreInclusiveAtBothEnds() {
        assertThat(sequences(ONE.since(at(10)).until(at(12)))).containsExactly(10L, 11L, 12L);
        assertThat(sequences(ONE.since(at(4999)))).containsExactly(4999L, 5000L);
        assertThat(sequences(Query.ALL.since(at(1)).until(at(2)))).containsExactly(1L, 2L, 1L, 2L);
        assertThat(sequences(ONE.since(at(6000)))).isEmpty();
    }

    @Test
    void anEventWithATimeOutOfOrderIsFoundByItsTime() {
        journal.append(new Batch(
                        PUMP.name(),
                        1,
                        false,
                        NOW,
                        List.of(Entry.record(5010, Samples.event(1), at(100)), Samples.record(5011))))
                .join();

        assertThat(sequences(ONE.since(at(99)).until(at(101)))).containsExactly(99L, 100L, 101L, 5010L);
    }

    @Test
    void kindsGapsAndUnreadableOnesCanBeChosen() {
        journal.append(batch(Entry.record(
                        5010, com.google.protobuf.ByteString.copyFrom(new byte[] {(byte) 0xFF}), at(5010))))
                .join();

        assertThat(sequences(ONE.kinds(EventKind.EVENT_KIND_CANNULA_PRIMED).until(at(9))))
                .containsExactly(4L, 8L);
        assertThat(sequences(ONE.kinds(Set.of(Query.GAP, Query.UNREADABLE)))).containsExactly(5001L, 5010L);
    }

    @Test
    void aReaderGoesOnBehindThePlaceItKnows() {
        assertThat(sequences(ONE.after(1, 4998))).containsExactly(4999L, 5000L, 5001L);
        assertThat(sequences(ONE.after(1, 2).limit(3))).containsExactly(3L, 4L, 5L);
        assertThat(sequences(ONE.after(1, 5001))).isEmpty();
        assertThatThrownBy(() -> Query.ALL.after(1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLastOnesComeInRisingOrder() {
        assertThat(sequences(ONE.last(3))).containsExactly(4999L, 5000L, 5001L);
        assertThat(sequences(Query.ALL.last(2))).containsExactly(5000L, 5001L, 2L, 3L);
        assertThat(sequences(ONE.kinds(EventKind.EVENT_KIND_CANNULA_PRIMED).last(2)))
                .containsExactly(4996L, 5000L);
        assertThat(sequences(ONE.last(100_000))).hasSize(5001);
        assertThat(sequences(ONE.since(at(1)).until(at(10)).last(2))).containsExactly(9L, 10L);
    }

    @Test
    void aPumpThatIsNotThereHasNoRecords() {
        try (RecordCursor cursor = journal.records(Query.ALL.of("nobody"))) {
            assertThat(cursor.hasNext()).isFalse();
            assertThatThrownBy(cursor::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void whatIsAppendedAheadOfACursorIsSeen() {
        try (RecordCursor cursor = journal.records(ONE.after(1, 4999))) {
            assertThat(cursor.next().getSequence()).isEqualTo(5000);
        }
        try (RecordCursor cursor = journal.records(ONE)) {
            cursor.next();
            journal.append(records(PUMP.name(), 5010, 5011)).join();
            long last = 0;
            while (cursor.hasNext()) {
                last = cursor.next().getSequence();
            }
            assertThat(last).isEqualTo(5011);
        }
        assertThat(brief(all(journal, ONE.last(1)))).containsExactly("1:5011");
    }
}

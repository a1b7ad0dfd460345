package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryJournalTest extends JournalContract {

    @Override
    Journal make() {
        return Journal.inMemory();
    }

    @Test
    void aCommitInMemoryIsDoneWhenAppendReturns() {
        assertThat(journal.append(Samples.batch(Samples.record(1)))).isDone();
    }

    @Test
    void twoJournalsInMemoryShareNothing() {
        append(Samples.record(1));
        try (Journal other = Journal.inMemory()) {
            assertThat(Samples.content(other)).isEmpty();
        }
    }
}

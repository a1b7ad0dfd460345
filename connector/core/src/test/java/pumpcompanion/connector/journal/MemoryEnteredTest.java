package pumpcompanion.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static pumpcompanion.connector.journal.Samples.NOW;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryEnteredTest extends EnteredContract {

    @Override
    Journal make() {
        return Journal.inMemory();
    }

    @Test
    void anEntryInMemoryIsDoneAndToldOfWhenEnterReturns() {
        List<Long> heard = new java.util.ArrayList<>();
        journal.onEntered(pump -> heard.add(journal.lastEntry()));

        assertThat(journal.enter(unclipped(NOW).build(), NOW)).isDone();
        assertThat(heard).containsExactly(1L);
    }
}

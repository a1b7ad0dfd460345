package pumpcompanion.emulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    private final VirtualTime time = new VirtualTime(Instant.EPOCH);
    private final List<String> ran = new ArrayList<>();

    private Runnable note(String what) {
        return () -> ran.add(what + "@" + time.millis());
    }

    @Test
    void nothingRunsInline() {
        time.execute(note("a"));
        time.schedule(note("b"), 0, TimeUnit.SECONDS);
        assertThat(ran).isEmpty();
        time.runDue();
        assertThat(ran).containsExactly("a@0", "b@0");
    }

    @Test
    void tasksRunAtTheirTimeAndThoseOfOneTimeInTheOrderOfHandingIn() {
        time.schedule(note("late"), 20, TimeUnit.MILLISECONDS);
        time.schedule(note("first"), 10, TimeUnit.MILLISECONDS);
        time.schedule(note("second"), 10, TimeUnit.MILLISECONDS);
        time.schedule(note("never"), 31, TimeUnit.MILLISECONDS);
        time.advance(Duration.ofMillis(30));
        assertThat(ran).containsExactly("first@10", "second@10", "late@20");
        assertThat(time.millis()).isEqualTo(30);
        assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(30));
        assertThat(time.waiting()).isEqualTo(1);
    }

    @Test
    void whatATaskHandsInForNowRunsBehindWhatWaits() {
        time.execute(() -> {
            ran.add("a");
            time.execute(note("c"));
        });
        time.execute(note("b"));
        time.runDue();
        assertThat(ran).containsExactly("a", "b@0", "c@0");
    }

    @Test
    void periodicTasksRunEachPeriodUntilCancelled() {
        ScheduledFuture<?> rate = time.scheduleAtFixedRate(note("r"), 5, 10, TimeUnit.MILLISECONDS);
        time.advance(Duration.ofMillis(26));
        rate.cancel(true);
        time.advance(Duration.ofDays(1));
        assertThat(ran).containsExactly("r@5", "r@15", "r@25");
        assertThat(rate.isCancelled()).isTrue();
        time.scheduleWithFixedDelay(note("d"), 0, 3, TimeUnit.MILLISECONDS);
        time.advance(Duration.ofMillis(3));
        assertThat(ran).hasSize(5);
        assertThatThrownBy(() -> time.scheduleAtFixedRate(note("x"), 0, 0, TimeUnit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCancelledTaskDoesNotRun() {
        Future<?> task = time.schedule(note("a"), 1, TimeUnit.SECONDS);
        assertThat(task.cancel(false)).isTrue();
        assertThat(time.waiting()).isZero();
        time.advance(Duration.ofSeconds(2));
        assertThat(ran).isEmpty();
    }

    @Test
    void timeStopsAtTheTaskThatBringsTheCondition() {
        time.schedule(note("a"), 1, TimeUnit.SECONDS);
        time.schedule(note("b"), 2, TimeUnit.SECONDS);
        assertThat(time.advanceUntil(() -> !ran.isEmpty(), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(1));
        assertThat(time.advanceUntil(() -> ran.size() > 5, Duration.ofMinutes(1)))
                .isFalse();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void anExceptionOfARunnableComesOutAndTheRestStillRuns() {
        time.execute(() -> {
            throw new IllegalArgumentException("boom");
        });
        time.execute(note("next"));
        assertThatThrownBy(time::runDue).hasMessage("boom");
        time.runDue();
        assertThat(ran).containsExactly("next@0");
    }

    @Test
    void anExceptionOfACallableIsInItsFuture() {
        Future<String> future = time.submit((Callable<String>) () -> {
            throw new IllegalArgumentException("boom");
        });
        time.runDue();
        assertThatThrownBy(future::get).hasRootCauseMessage("boom");
    }

    @Test
    void aFutureThatHasNotRunDoesNotHangTheTest() throws Exception {
        ScheduledFuture<String> future = time.schedule(() -> "done", 1, TimeUnit.SECONDS);
        assertThatThrownBy(future::get).isInstanceOf(IllegalStateException.class);
        assertThat(future.getDelay(TimeUnit.MILLISECONDS)).isEqualTo(1000);
        time.advance(Duration.ofSeconds(1));
        assertThat(future.get()).isEqualTo("done");
    }

    @Test
    void invokeAllAndAnyRunNow() throws Exception {
        List<Callable<Integer>> tasks = List.of(() -> 1, () -> 2);
        List<Future<Integer>> futures = time.invokeAll(tasks);
        assertThat(futures.get(1).get()).isEqualTo(2);
        Callable<Integer> fails = () -> {
            throw new IllegalStateException("no");
        };
        assertThat(time.invokeAny(List.of(fails, () -> 7))).isEqualTo(7);
        assertThatThrownBy(() -> time.invokeAny(List.of(fails))).hasRootCauseMessage("no");
    }

    @Test
    void aTaskCannotLetTimePass() {
        time.execute(() -> time.advance(Duration.ofSeconds(1)));
        assertThatThrownBy(time::runDue).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> time.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterShutdownNothingIsTakenAndWhatWaitsStillRuns() {
        time.schedule(note("a"), 1, TimeUnit.SECONDS);
        time.scheduleAtFixedRate(note("p"), 1, 1, TimeUnit.SECONDS);
        time.shutdown();
        assertThatThrownBy(() -> time.execute(note("b"))).isInstanceOf(RejectedExecutionException.class);
        assertThat(time.isTerminated()).isFalse();
        assertThat(time.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("a@1000");
    }

    @Test
    void shutdownNowGivesBackWhatWaits() {
        time.execute(note("a"));
        assertThat(time.shutdownNow()).hasSize(1);
        assertThat(time.isTerminated()).isTrue();
    }

    @Test
    void theModelsTimeRunsAtItsSpeedAndNeverJumps() {
        ModelTime model = new ModelTime(time, time, this);
        model.speed(60);
        model.after(Duration.ofMinutes(10), note("ten"));
        model.after(Duration.ofMinutes(5), note("five"));
        time.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("five@5000");
        assertThat(model.elapsed()).isEqualTo(Duration.ofMinutes(5));
        model.speed(1);
        assertThat(model.elapsed()).isEqualTo(Duration.ofMinutes(5));
        time.advance(Duration.ofMinutes(4));
        assertThat(ran).hasSize(1);
        model.speed(1000);
        time.advance(Duration.ofMillis(60));
        assertThat(ran).hasSize(2);
        model.after(Duration.ofSeconds(1), note("never")).cancel();
        time.advance(Duration.ofMinutes(1));
        assertThat(ran).hasSize(2);
        assertThatThrownBy(() -> model.speed(0)).hasMessage("speed 0.0 (expected 0.001 to 1000000)");
    }
}

package pumpcompanion.emulator.fault.link;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One direction of a link: its filters, in the order in which they were switched on. */
final class Line {

    private final LongSupplier nowNanos;
    private final Consumer<byte[]> end;
    private final Runnable cut;
    private final List<Stage> stages = new ArrayList<>(0);

    Line(LongSupplier nowNanos, Consumer<byte[]> end, Runnable cut) {
        this.nowNanos = nowNanos;
        this.end = end;
        this.cut = cut;
    }

    boolean isBare() {
        return stages.isEmpty();
    }

    void add(Object fault, LinkFilter filter, Acts acts) {
        stages.add(new Stage(fault, filter, acts));
    }

    /** Takes a fault's filter out; what it held goes on. */
    void remove(Object fault) {
        for (Stage stage : List.copyOf(stages)) {
            if (stage.fault == fault) {
                stage.filter.release(stage);
                stages.remove(stage);
            }
        }
    }

    void take(byte[] bytes) {
        passFrom(0, bytes);
    }

    /** All that is held goes on. */
    void release() {
        for (Stage stage : List.copyOf(stages)) {
            stage.filter.release(stage);
        }
    }

    /** All that is held is lost. */
    void clear() {
        stages.clear();
    }

    long dueNanos() {
        long due = LinkFilter.NEVER;
        for (Stage stage : stages) {
            due = Math.min(due, stage.filter.dueNanos());
        }
        return due;
    }

    void due() {
        long now = nowNanos.getAsLong();
        for (Stage stage : List.copyOf(stages)) {
            if (stage.filter.dueNanos() <= now && stages.contains(stage)) {
                stage.filter.due(now, stage);
            }
        }
    }

    private void passFrom(int index, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        if (index < stages.size()) {
            Stage stage = stages.get(index);
            stage.filter.take(bytes, nowNanos.getAsLong(), stage);
        } else {
            end.accept(bytes);
        }
    }

    private final class Stage implements Onward {
        private final Object fault;
        private final LinkFilter filter;
        private final Acts acts;

        Stage(Object fault, LinkFilter filter, Acts acts) {
            this.fault = fault;
            this.filter = filter;
            this.acts = acts;
        }

        @Override
        public void pass(byte[] bytes) {
            int index = stages.indexOf(this);
            passFrom(index < 0 ? stages.size() : index + 1, bytes); // it may have been taken out meanwhile
        }

        @Override
        public void cut() {
            cut.run();
        }

        @Override
        public void acted() {
            acts.add();
        }
    }
}

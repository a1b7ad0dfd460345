package pumpcompanion.emulator.fault;

import java.time.Duration;
import java.util.List;
import pumpcompanion.emulator.fault.link.LinkFilter;

/** The values of a fault's parameters, in order; those that were not written have their standard. */
record Values(List<Double> each) {

    Values {
        each = List.copyOf(each);
    }

    double rate(int index) {
        return each.get(index);
    }

    long count(int index) {
        return each.get(index).longValue();
    }

    /** {@link LinkFilter#NEVER} where none was given. */
    long nanos(int index) {
        return each.get(index).isNaN() ? LinkFilter.NEVER : each.get(index).longValue();
    }

    Duration time(int index) {
        return Duration.ofNanos(each.get(index).longValue());
    }
}

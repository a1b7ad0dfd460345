package pumpcompanion.emulator.fault;

import java.util.SplittableRandom;
import pumpcompanion.emulator.fault.link.Acts;
import pumpcompanion.emulator.fault.link.FaultyTransport;
import pumpcompanion.emulator.fault.link.FilterMaker;
import pumpcompanion.emulator.link.Direction;

/** A fault that is switched on. Guarded by the pump's monitor. */
abstract class ActiveFault {

    final FaultSpec spec;
    final Acts acts = new Acts();

    ActiveFault(FaultSpec spec) {
        this.spec = spec;
    }

    /** A link stands, or was opened. */
    void join(FaultyTransport link, long number) {}

    void leave(FaultyTransport link) {}

    /** It is switched on. */
    void begin() {}

    /** It is switched off. */
    void end() {}

    /** Of the links: one filter for each direction of each. */
    static final class OfLinks extends ActiveFault {
        private final FilterMaker maker;
        private final long seed;

        OfLinks(FaultSpec spec, long seed) {
            super(spec);
            this.maker = spec.kind().filter(spec.values());
            this.seed = seed;
        }

        @Override
        void join(FaultyTransport link, long number) {
            for (Direction direction : spec.directions()) {
                long way = direction == Direction.TO_PUMP ? 1 : 2;
                long own = seed + 0x9E3779B97F4A7C15L * (2 * number + way);
                link.add(this, direction, maker.make(link.nowNanos(), new SplittableRandom(own)), acts);
            }
        }

        @Override
        void leave(FaultyTransport link) {
            link.remove(this);
        }
    }
}

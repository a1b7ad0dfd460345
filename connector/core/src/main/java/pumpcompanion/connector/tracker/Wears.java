package pumpcompanion.connector.tracker;

import java.util.Optional;
import pumpcompanion.proto.v1.CannulaStatus;
import pumpcompanion.proto.v1.Clock;
import pumpcompanion.proto.v1.JointState;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.Wear;
import pumpcompanion.proto.v1.WearEnd;

/** One cannula's time in the body, as two statuses tell it. Pure; any thread. */
public final class Wears {

    private Wears() {}

    /**
     * The wear that ended between two statuses, its place known or not.
     *
     * @param before a status
     * @param after the status after one more record ({@link SetTracker#next})
     */
    public static Optional<Wear> ended(SetStatus before, SetStatus after) {
        CannulaStatus was = before.getCannula();
        CannulaStatus is = after.getCannula();
        if (takenBack(before, after)) {
            return Optional.empty();
        }
        boolean began = before.getMemory().getWears() != after.getMemory().getWears();
        if (!worn(was) || (!began && worn(is))) {
            return Optional.empty();
        }
        Wear.Builder wear = wear(was).toBuilder();
        count(wear, before);
        if (worn(is)) {
            long until = is.getClock().getStartedMs();
            wear.setEnd(WearEnd.WEAR_END_REPLACED).setUntilMs(until);
            boolean settled = was.getClock().hasPossibleStartMs()
                    && was.getClock().getPossibleStartMs() == until
                    && before.getMemory().hasPossibleInsulinMilliunits();
            if (settled && wear.hasInsulinMilliunits()) {
                // What came behind the question went through the later cannula, as its answer says.
                wear.setInsulinMilliunits(before.getMemory().getPossibleInsulinMilliunits());
            }
        } else {
            wear.setEnd(WearEnd.WEAR_END_REMOVED).setUntilMs(after.getLastMs()).setReasonValue(is.getRemovedValue());
        }
        if (before.getCoupling().getState() == JointState.JOINT_STATE_OPEN) {
            long since = before.getCoupling().getKnown().getSinceMs();
            wear.setUnclippedMs(Times.plus(wear.getUnclippedMs(), Times.between(since, wear.getUntilMs())));
        }
        return Optional.of(wear.build());
    }

    /** Whether the wear that ended last goes on after all: a person said that the same cannula stayed. */
    public static boolean takenBack(SetStatus before, SetStatus after) {
        return before.getMemory().getWears() - after.getMemory().getWears() == 1;
    }

    /** The wear that goes on. */
    public static Optional<Wear> present(SetStatus status) {
        if (!worn(status.getCannula())) {
            return Optional.empty();
        }
        Wear.Builder wear = wear(status.getCannula()).toBuilder();
        count(wear, status);
        return Optional.of(wear.build());
    }

    static boolean worn(CannulaStatus cannula) {
        return cannula.getClock().hasStartedMs();
    }

    /** What a status says of the wear that goes on, its numbers apart. */
    static Wear wear(CannulaStatus cannula) {
        Clock clock = cannula.getClock();
        Wear.Builder wear = Wear.newBuilder()
                .setFromMs(clock.getStartedMs())
                .setBasisValue(clock.getBasisValue())
                .setMethodValue(cannula.getMethodValue())
                .setSetId(cannula.getSetId());
        PlaceKey key = PlaceKey.of(cannula.getSite());
        return key.isKnown() ? wear.setSite(key.site()).build() : wear.build();
    }

    /** Puts in how much went through it, and how long it was unclipped. */
    static void count(Wear.Builder wear, SetStatus status) {
        if (status.getCannula().hasInsulinMilliunits()) {
            wear.setInsulinMilliunits(status.getCannula().getInsulinMilliunits());
        }
        wear.setUnclippedMs(status.getCoupling().getUnclippedMs());
    }
}

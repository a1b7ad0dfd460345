package pumpcompanion.connector.tracker;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import pumpcompanion.proto.v1.*;

/** What people enter, for the tests of this package. */
final class Entries {

    static final List<Site> SITES = List.of(
            site(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_LEFT, ""),
            site(BodyArea.BODY_AREA_ABDOMEN, BodySide.BODY_SIDE_LEFT, "upper"),
            site(BodyArea.BODY_AREA_HIP, BodySide.BODY_SIDE_RIGHT, ""),
            Site.getDefaultInstance());

    private Entries() {}

    static Site site(BodyArea area, BodySide side, String place) {
        return Site.newBuilder().setArea(area).setSide(side).setPlace(place).build();
    }

    static EventRecord.Builder entry(long sequence, long atMs) {
        return EventRecord.newBuilder()
                .setPump("PUMP-1")
                .setLog(0)
                .setSequence(sequence)
                .setAtMs(atMs);
    }

    static EventRecord remark(long sequence, long atMs) {
        return entry(sequence, atMs).setRemark("r" + sequence).build();
    }

    static EventRecord withdrawal(long sequence, long atMs, long of) {
        return entry(sequence, atMs)
                .setWithdrawal(Withdrawal.newBuilder().setSequence(of))
                .build();
    }

    /** Anything that somebody may enter after these entries. */
    static EventRecord any(Random random, List<EventRecord> before, long atMs) {
        long sequence = before.size() + 1L;
        EventRecord.Builder entry = entry(sequence, atMs);
        List<Long> gone = new ArrayList<>(Order.withdrawn(before));
        Site site = SITES.get(random.nextInt(SITES.size()));
        int what = random.nextInt(10);
        if (what < 3 && !before.isEmpty()) {
            long target = before.get(random.nextInt(before.size())).getSequence();
            if (!gone.contains(target)) {
                return withdrawal(sequence, atMs, target);
            }
        }
        return switch (what) {
            case 3 -> entry.setRemark("said").build();
            case 4 ->
                entry.setPlaceChoice(PlaceChoice.newBuilder().setSite(site).setLeftOut(random.nextBoolean()))
                        .build();
            case 5 -> entry.setCannulaStayed(CannulaStayed.getDefaultInstance()).build();
            case 6, 7 ->
                entry.setEvent(Event.newBuilder()
                                .setCannulaInserted(CannulaInserted.newBuilder()
                                        .setSite(site)
                                        .setSetId("set-" + random.nextInt(2))))
                        .build();
            case 8 ->
                entry.setEvent(Event.newBuilder().setQuickDisconnect(QuickDisconnect.getDefaultInstance()))
                        .build();
            default ->
                entry.setEvent(RandomEvents.event(random, (int) sequence, atMs).toBuilder()
                                .clearBootCount()
                                .clearUptimeMs())
                        .build();
        };
    }
}

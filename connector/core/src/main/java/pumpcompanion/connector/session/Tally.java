package pumpcompanion.connector.session;

import pumpcompanion.proto.frame.FrameCounts;

/** The running counts behind {@link SessionCounts}. */
final class Tally {
    long records;
    long repeats;
    long foreign;
    long nonsense;
    long beyondWindow;
    long resumes;

    SessionCounts with(FrameCounts frames) {
        return new SessionCounts(frames, records, repeats, foreign, nonsense, beyondWindow, resumes);
    }
}

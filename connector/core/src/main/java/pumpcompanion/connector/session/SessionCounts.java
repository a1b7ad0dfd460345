package pumpcompanion.connector.session;

import pumpcompanion.proto.frame.FrameCounts;

/**
 * What a session has seen on its link.
 *
 * @param frames good and bad frames
 * @param records records and statements taken
 * @param repeats records that came again and were dropped (W-44)
 * @param foreign frames of another session (W-22)
 * @param nonsense right CRC, but no readable message (W-12), or numbers out of range
 * @param beyondWindow records dropped because more than a window waited for the journal (W-48)
 * @param resumes how often records were asked for
 */
public record SessionCounts(
        FrameCounts frames, long records, long repeats, long foreign, long nonsense, long beyondWindow, long resumes) {

    /** Nothing seen yet. */
    public static SessionCounts none() {
        return new SessionCounts(FrameCounts.none(), 0, 0, 0, 0, 0, 0);
    }

    /** Both counts added, as for a link that was opened again. */
    public SessionCounts plus(SessionCounts other) {
        return new SessionCounts(
                frames.plus(other.frames),
                records + other.records,
                repeats + other.repeats,
                foreign + other.foreign,
                nonsense + other.nonsense,
                beyondWindow + other.beyondWindow,
                resumes + other.resumes);
    }
}

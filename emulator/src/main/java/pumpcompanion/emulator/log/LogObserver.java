package pumpcompanion.emulator.log;

import com.google.protobuf.ByteString;

/**
 * Told of all that happens to a log, as it happens: what a test needs to know what the pump ever wrote and what it lost.
 * Called with the pump's monitor held.
 */
public interface LogObserver {

    /** A record was written under a number. Numbers between the newest one before and this were never written. */
    void wrote(long sequence, ByteString bytes);

    /** All up to a number, itself included, was overwritten. */
    void overwritten(long through);

    /** A record cannot be read any more. */
    void damaged(long sequence);

    /** The log went back to an older state of itself: its newest number is this again. */
    void wentBack(long newest);

    /** The log was erased, and numbers begin at 1 again under another epoch. */
    void erased(int epoch);
}

package pumpcompanion.emulator.fault.pump;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import pumpcompanion.emulator.log.EventLog;

/** What can be done to a pump that is to go wrong. Called with its monitor held. */
public interface FaultyPump {

    /** Starts anew, because power came back: {@code boot_count} one up, sessions and connections gone. */
    void reboot();

    /** Starts anew with an older state of the same log; {@code boot_count} is one up all the same (W-53). */
    void restore(long newest);

    /** Erases the log: another epoch (W-17). */
    void eraseLog();

    /** A record of no meaning as of now, encoded, as firmware writes for its own purposes. */
    ByteString ownRecord();

    /** Changes the log under the streams. */
    void log(Consumer<EventLog> change);

    /** Highest number that every companion with a stream has acknowledged; 0 where there is none. */
    long acknowledged();

    /** What its clock shows from now on; nothing is written about it. */
    void showClock(Instant shown);

    /** What its clock shows; the beginning of 1970 where it shows none. */
    Instant shownClock();

    /** Stops the clock, or lets it go on from where it stands; nothing is written about it. */
    void clockRuns(boolean runs);

    /** Hears nothing and says nothing for a while, on any link. */
    void hang(Duration duration);

    /** Whether every new session is refused as busy. */
    void refuses(boolean all);

    /** Starts anew, with a firmware that speaks this one protocol version; 0: its own again. */
    void speaks(int version);
}

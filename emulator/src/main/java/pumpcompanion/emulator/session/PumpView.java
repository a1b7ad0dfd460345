package pumpcompanion.emulator.session;

import pumpcompanion.emulator.log.EventLog;
import pumpcompanion.proto.v1.PumpHeartbeat;
import pumpcompanion.proto.v1.Welcome;

/** What a session may ask of its pump. Answers are as of now. */
public interface PumpView {

    /** All of a Welcome but its version. */
    Welcome.Builder welcome();

    /** All of a Heartbeat but what was sent. */
    PumpHeartbeat.Builder heartbeat();

    /** The log that is read from. */
    EventLog log();

    /** Whether one more companion may have a session (W-29). */
    boolean sessionToSpare();
}

package pumpcompanion.emulator;

import java.util.Map;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.session.Dropped;
import pumpcompanion.emulator.session.SessionState;
import pumpcompanion.proto.frame.FrameCounts;

/**
 * One link of a pump, as it stands.
 *
 * @param name the link's name
 * @param kind serial wire or connection
 * @param state of the pump's side
 * @param session the companion's number; 0 without a session
 * @param sentThrough highest number sent or stated missing in this stream
 * @param ackedThrough highest number acknowledged in this stream
 * @param dropped what was dropped on this link, by reason
 * @param frames what came as frames, and what came as none
 */
public record LinkStatus(
        String name,
        WireKind kind,
        SessionState state,
        int session,
        long sentThrough,
        long ackedThrough,
        Map<Dropped, Long> dropped,
        FrameCounts frames) {}

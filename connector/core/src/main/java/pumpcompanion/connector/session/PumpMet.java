package pumpcompanion.connector.session;

import java.util.List;
import pumpcompanion.proto.v1.Construction;
import pumpcompanion.proto.v1.EventKind;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.Welcome;

/**
 * A pump and its log, as met on a link.
 *
 * @param name what the pump is called in the journal: the name its user gave, else its serial number, else (only when
 *     listening) the name of the link
 * @param identity what it says of itself; fields may be empty
 * @param construction tubed or patch; UNSPECIFIED where only heard
 * @param reports the kinds of event it can sense; empty where only heard
 * @param logEpoch the log's random number
 * @param bootCount how often it has started; 0 where not said yet
 */
public record PumpMet(
        String name,
        Identity identity,
        Construction construction,
        List<EventKind> reports,
        int logEpoch,
        int bootCount) {

    static PumpMet of(String name, Welcome said, int logEpoch) {
        return new PumpMet(
                name, said.getIdentity(), said.getConstruction(), said.getReportsList(), logEpoch, said.getBootCount());
    }
}

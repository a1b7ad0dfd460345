package pumpcompanion.app.replay;

import java.util.List;
import pumpcompanion.proto.v1.Finding;
import pumpcompanion.proto.v1.SetStatus;
import pumpcompanion.proto.v1.SiteBook;
import pumpcompanion.proto.v1.Wear;

/**
 * What became of one pump's records.
 *
 * @param status the state of every part at {@code atMs}
 * @param atMs the time that was asked for, else the last record's
 * @param records how many of the pump's records were folded
 * @param entries how many entered ones were, those that were taken back apart
 * @param repeats how many lines said again what another one says
 * @param findings all that were opened, in the order in which they were; those that ended say when and how
 * @param wears all wears, the one that goes on last
 * @param sites where sets were worn
 */
public record Replayed(
        SetStatus status,
        long atMs,
        long records,
        long entries,
        long repeats,
        List<Finding> findings,
        List<Wear> wears,
        SiteBook sites) {}

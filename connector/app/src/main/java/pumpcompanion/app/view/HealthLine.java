package pumpcompanion.app.view;

import java.util.Locale;
import pumpcompanion.connector.LinkStatus;

/** How a link does, in one line. */
public final class HealthLine {

    private HealthLine() {}

    /**
     * State, and what was seen.
     *
     * @param link how it stands
     * @param kept records kept so far
     * @param gaps gaps among them
     */
    public static String of(LinkStatus link, long kept, long gaps, Ink ink) {
        String state = link.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String inked = link.state() == LinkStatus.State.LIVE ? ink.good(state) : ink.doubt(state);
        return "  link " + inked + "; " + kept + " records kept, " + gaps + " gaps, "
                + link.counts().frames().good() + " frames, " + BadFrames.of(link) + " bad, " + link.behind()
                + " behind";
    }
}

package pumpcompanion.app.view;

import pumpcompanion.connector.LinkStatus;

/** How many blocks on a link were no frame. */
final class BadFrames {

    private BadFrames() {}

    static long of(LinkStatus link) {
        return link.counts().frames().badTotal() + link.counts().nonsense();
    }
}

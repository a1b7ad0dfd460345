package pumpcompanion.app.view;

import pumpcompanion.connector.Connector;
import pumpcompanion.connector.KeptRecord;
import pumpcompanion.connector.LinkStatus;
import pumpcompanion.proto.v1.SetStatus;

/** Takes what a connector tells, on the connector's thread. One feed for one connector. */
public interface Feed {

    /** A record is durable. */
    void record(KeptRecord kept);

    /** The set's state changed. Comes before the records that changed it. */
    void status(SetStatus now);

    /** The link's state changed. */
    void link(LinkStatus now);

    /** Text for people came over the wire. */
    void text(String line);

    /** Has a connector tell everything to this feed. */
    default Connector.Builder on(Connector.Builder connector) {
        return connector
                .onRecord(this::record)
                .onStatus(this::status)
                .onLink(this::link)
                .onText(this::text);
    }
}

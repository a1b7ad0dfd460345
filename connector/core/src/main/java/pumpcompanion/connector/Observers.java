package pumpcompanion.connector;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pumpcompanion.proto.v1.SetStatus;

/** Those who want to be told. An observer's exception is logged; the next one still runs. */
record Observers(
        List<Consumer<KeptRecord>> record,
        List<Consumer<SetStatus>> status,
        List<Consumer<LinkStatus>> link,
        List<Consumer<String>> text) {

    private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

    Observers {
        record = List.copyOf(record);
        status = List.copyOf(status);
        link = List.copyOf(link);
        text = List.copyOf(text);
    }

    void kept(KeptRecord kept) {
        tell(record, kept);
    }

    void changed(SetStatus now) {
        tell(status, now);
    }

    void changed(LinkStatus now) {
        tell(link, now);
    }

    void said(String line) {
        tell(text, line);
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static <T> void tell(List<Consumer<T>> observers, T what) {
        for (Consumer<T> observer : observers) {
            try {
                observer.accept(what);
            } catch (RuntimeException broken) {
                LOG.warn("an observer failed at {}", what.getClass().getSimpleName(), broken);
            }
        }
    }
}

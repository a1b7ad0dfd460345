package pumpcompanion.app;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints lines whole and at once, from any thread; and notices when nobody reads them any more. */
final class Lines implements Consumer<String> {

    private final PrintWriter out;
    private Runnable gone = () -> {};

    Lines(PrintWriter out) {
        this.out = out;
    }

    /** What to do once the reader of the pipe has gone away. */
    synchronized void whenGone(Runnable action) {
        gone = action;
    }

    @Override
    public synchronized void accept(String line) {
        out.print(line + "\n");
        if (out.checkError()) { // flushes, too
            gone.run();
        }
    }
}

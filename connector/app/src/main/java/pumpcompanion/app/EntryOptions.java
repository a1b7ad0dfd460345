package pumpcompanion.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How something is entered. */
final class EntryOptions {

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it happened: 2026-11-22T14:05, or how long ago, such as 20m (default: now).")
    private @Nullable String at;

    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(names = "--json", description = "Print a line of JSON.")
    private boolean json;

    @Nullable
    String at() {
        return at;
    }

    JournalOption journal() {
        return journal;
    }

    boolean json() {
        return json;
    }
}

package pumpcompanion.app;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import pumpcompanion.connector.journal.Journal;

/** Which journal. The flag goes before the environment, and that before the default. */
final class JournalOption {

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            defaultValue = "${env:COMPANION_JOURNAL:-companion.db}",
            description = "Journal (default: COMPANION_JOURNAL of the environment, else companion.db).")
    private Path file = Path.of("companion.db");

    Path file() {
        return file;
    }

    /** Opens it to read, beside whoever writes it. */
    Journal read() {
        checkThere();
        return Journal.openReadOnly(file);
    }

    /** Opens one that is there, to enter something beside whoever writes it. */
    Journal enter() {
        checkThere();
        return Journal.open(file);
    }

    private void checkThere() {
        if (!Files.exists(file)) {
            throw new Trouble("no journal " + file.toAbsolutePath().normalize()
                    + ": name one with --journal FILE, or make one with: companion connect tcp://HOST:PORT");
        }
    }

    /** That it holds no pump, and what to do. */
    Trouble empty() {
        return new Trouble("journal " + file + " holds no pump yet: companion connect tcp://HOST:PORT");
    }

    /** Opens it to write; makes it if there is none. */
    Journal write() {
        return Journal.open(file);
    }
}

package pumpcompanion.connector.journal;

/**
 * Trouble with the journal's file. The message is one line for a person: which file, what was found, what was expected
 * and what to do. Nothing that was acknowledged is affected by it.
 */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}

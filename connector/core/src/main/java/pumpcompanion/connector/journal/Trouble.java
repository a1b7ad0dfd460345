package pumpcompanion.connector.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Puts SQLite's error codes into a person's words, and tells trouble with the file from trouble with one batch. */
final class Trouble {

    private Trouble() {}

    /** Whether the file or its disk is the cause, so that any other batch would fail as well. */
    static boolean isOfTheFile(Throwable e) {
        if (e instanceof JournalException || e instanceof Error) {
            return true;
        }
        return switch (code(e)) {
            case SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_READONLY,
                    SQLITE_CORRUPT,
                    SQLITE_NOTADB,
                    SQLITE_CANTOPEN,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_PROTOCOL,
                    SQLITE_PERM,
                    SQLITE_AUTH,
                    SQLITE_NOMEM -> true;
            default -> false;
        };
    }

    /**
     * One line about what happened.
     *
     * @param doing what was tried, such as {@code "write"}
     * @param file how the message names the file
     */
    static JournalException named(String doing, String file, Throwable e) {
        if (e instanceof JournalException already) {
            return already;
        }
        String what = switch (code(e)) {
            case SQLITE_FULL -> "disk full; free some space, then it goes on by itself";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                "file or directory is read-only; make both writable or name" + " another file";
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                "it is damaged, expected a sound SQLite file; copy it, then try" + " `sqlite3 " + file + " .recover`";
            case SQLITE_CANTOPEN ->
                "it cannot be opened, expected a readable file in a writable directory; check"
                        + " both and their permissions";
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                "it is locked by another program; close that one or" + " name another file";
            case SQLITE_IOERR -> "disk error (" + oneLine(e) + "); check the disk";
            default -> oneLine(e);
        };
        return new JournalException("cannot " + doing + " journal " + file + ": " + what, e);
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    private static SQLiteErrorCode code(Throwable e) {
        if (e instanceof SQLiteException sqlite) {
            return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff);
        }
        return e instanceof SQLException sql
                ? SQLiteErrorCode.getErrorCode(sql.getErrorCode() & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}

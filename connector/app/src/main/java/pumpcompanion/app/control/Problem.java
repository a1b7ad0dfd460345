package pumpcompanion.app.control;

/** Why a request is not answered as it was asked. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final int status;
    final String found;
    final String expected;

    Problem(int status, String error, String found, String expected) {
        super(error);
        this.status = status;
        this.found = found;
        this.expected = expected;
    }

    String error() {
        return String.valueOf(getMessage());
    }

    static Problem bad(String error, String found, String expected) {
        return new Problem(400, error, found, expected);
    }
}

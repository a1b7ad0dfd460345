package pumpcompanion.app;

/** How this program is called, for commands that a user can copy. */
final class Program {

    private Program() {}

    /** {@code java -jar} and the jar as the user named it, or the program's name. */
    static String call() {
        String jar = System.getProperty("java.class.path", "");
        boolean single = jar.endsWith(".jar") && !jar.contains(System.getProperty("path.separator", ":"));
        return single ? "java -jar " + jar : "companion";
    }
}

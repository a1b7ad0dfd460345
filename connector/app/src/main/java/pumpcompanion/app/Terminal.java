package pumpcompanion.app;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import pumpcompanion.app.view.Ink;

/**
 * Where the program prints.
 *
 * @param interactive whether a person watches: standard output is a terminal that can be drawn on
 * @param ink colours, if they are wanted
 * @param charset of everything that is printed; UTF-8 for pipes and files
 */
record Terminal(boolean interactive, Ink ink, Charset charset) {

    /** Nobody watches. */
    static final Terminal PIPE = new Terminal(false, Ink.NONE, StandardCharsets.UTF_8);

    /** What this process was started with. */
    static Terminal detect() {
        return of(isTerminal(System.console()), System.getenv());
    }

    static Terminal of(boolean terminal, Map<String, String> environment) {
        boolean drawable = terminal && !"dumb".equals(environment.get("TERM"));
        // https://no-color.org: present and not empty, whatever its value
        boolean colour = drawable && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(drawable, new Ink(colour), terminal ? nativeCharset() : StandardCharsets.UTF_8);
    }

    /** Standard output, which nothing but {@code flush} flushes. */
    PrintWriter out() {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), charset), 1 << 16));
    }

    /** Standard error, flushed with each line. */
    PrintWriter err() {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), charset), true);
    }

    /** From JDK 22 on there is a console without a terminal, too, and a method that tells; 17 does not have it. */
    private static boolean isTerminal(@org.jspecify.annotations.Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJdk) {
            return true;
        }
    }

    private static Charset nativeCharset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }
}

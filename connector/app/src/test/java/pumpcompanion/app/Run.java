package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The packaged program as a process of its own, as a user starts it. Whatever is still running at the end is killed. */
final class Run implements AutoCloseable {

    static final Path JAR = Path.of("target/companion.jar").toAbsolutePath();
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Sink out;
    private final Sink err;
    private final List<String> command;

    private Run(Path directory, List<String> command, Map<String, String> environment) {
        this.command = command;
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().remove("COMPANION_JOURNAL");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.PIPE);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = new Sink(process.getInputStream());
        err = new Sink(process.getErrorStream());
    }

    static Run companion(Path directory, String... arguments) {
        return companion(directory, Map.of(), arguments);
    }

    static Run companion(Path directory, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        // A build in the background of a script has SIGINT ignored, and its children inherit that.
        Path env = Path.of("/usr/bin/env");
        if (Files.exists(env) && System.getProperty("os.name").startsWith("Linux")) {
            command.addAll(List.of(env.toString(), "--default-signal=INT,TERM,HUP"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new Run(directory, command, environment);
    }

    static Run command(Path directory, String... command) {
        return new Run(directory, List.of(command), Map.of());
    }

    /** Waits for a line of standard output that has this text in it, behind those that were awaited before. */
    String await(String part) {
        return out.await(line -> line.contains(part), this + " prints '" + part + "'");
    }

    /** Likewise, for a line of a kind. */
    String await(Predicate<String> wanted, String what) {
        return out.await(wanted, what);
    }

    /** Sends a signal, such as INT. */
    Run signal(String name) {
        try (Run kill = command(Path.of("."), "kill", "-" + name, Long.toString(process.pid()))) {
            assertThat(kill.exitCode()).isZero();
        }
        return this;
    }

    int exitCode() {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(this + " ends; it has printed " + out.lines())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All lines of standard output, once it has ended. */
    List<String> lines() {
        exitCode();
        return out.all();
    }

    /** All lines of standard error, once it has ended. */
    List<String> errors() {
        exitCode();
        return err.all();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return String.join(
                " ", command.subList(Math.min(command.size() - 1, command.indexOf("-jar") + 2), command.size()));
    }

    /** Reads a stream as it comes. */
    private static final class Sink {
        private final List<String> lines = new ArrayList<>();
        private int seen;
        private boolean ended;

        Sink(InputStream in) {
            Thread reader = new Thread(() -> read(in), "output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream in) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    synchronized (this) {
                        lines.add(line);
                        notifyAll();
                    }
                }
            } catch (IOException killed) {
                // it has ended
            }
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }

        synchronized String await(Predicate<String> wanted, String what) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (true) {
                while (seen < lines.size()) {
                    String line = lines.get(seen++);
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                waitFor(until, what);
            }
        }

        synchronized List<String> all() {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!ended) {
                waitFor(until, "its output ends");
            }
            return List.copyOf(lines);
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        @SuppressWarnings("WaitNotInLoop") // its callers loop
        private void waitFor(long until, String what) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            assertThat(left > 0 && !ended)
                    .as("%s; it has printed %s", what, lines)
                    .isTrue();
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}

package pumpcompanion.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pump that was written in another language from the wire page alone, as a process with its log in a file. */
final class PythonPump implements AutoCloseable {

    private static final Path SCRIPT = Path.of("src/test/python/pump.py");

    final int port;
    private final Path log;
    private final Path errors;
    private final Process process;

    private PythonPump(int port, Path log, Path errors, Process process) {
        this.port = port;
        this.log = log;
        this.errors = errors;
        this.process = process;
    }

    /** Starts it on the port (0: any) and waits until it listens. */
    static PythonPump start(Path log, int port, String options) throws IOException {
        Path errors = log.resolveSibling(log.getFileName() + ".errors");
        List<String> command =
                new ArrayList<>(List.of(Tools.need("python3"), SCRIPT.toString(), "--port", String.valueOf(port)));
        command.addAll(List.of("--log", log.toString()));
        command.addAll(List.of(options.split(" ")));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String first = out.readLine();
        assertThat(first)
                .as("the pump's first line; it said: %s", Files.readString(errors))
                .startsWith("PORT ");
        return new PythonPump(Integer.parseInt(first.substring(5)), log, errors, process);
    }

    String address() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Power is lost: no last word. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    @Override
    public void close() {
        process.destroy();
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS))
                    .as("the pump ended")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Rules of the wire that the companion broke in its eyes. */
    List<String> violations() throws IOException {
        return Files.readAllLines(errors).stream()
                .filter(line -> line.contains("VIOLATION") || line.contains("Traceback"))
                .toList();
    }

    /** What its log holds: {@code sequence hex} and {@code missing from through reason}. */
    List<String> dump(Path target) throws IOException, InterruptedException {
        Process dump = new ProcessBuilder(Tools.need("python3"), SCRIPT.toString(), "--log", log.toString(), "--dump")
                .redirectOutput(target.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(dump.waitFor()).isZero();
        return Files.readAllLines(target);
    }
}

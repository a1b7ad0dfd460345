package pumpcompanion.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Serial devices, from the program's side. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals")
class SerialIT {

    @TempDir
    Path directory;

    @Test
    void anEmulatedPumpOnASerialDeviceIsReadKilledAndTakenUpAgain() {
        Path device = directory.resolve("pump");
        String uri = "serial:" + device;
        try (Run first = Run.companion(directory, "emulate", "--pty", device.toString(), "--quiet");
                Run connect = Run.companion(directory, "connect", uri, "--journal", "j.db")) {
            assertThat(first.await("pump EM-0001")).contains("at " + uri + ";").doesNotContain("tcp:");
            connect.await("live: ");
            first.signal("KILL");
            connect.await("the port is gone");
            try (Run second = Run.companion(directory, "emulate", "--pty", device.toString(), "--quiet")) {
                connect.await("live: ");
                second.signal("INT");
                assertThat(second.exitCode()).isZero();
            }
            assertThat(Files.exists(device, LinkOption.NOFOLLOW_LINKS)).isFalse();
            connect.signal("INT");
            assertThat(connect.exitCode()).isZero();
            assertThat(connect.errors()).isEmpty();
        }
    }

    @Test
    void aPathThatIsTakenIsRefusedInOneLine() throws Exception {
        Path file = Files.writeString(directory.resolve("precious"), "mine");
        try (Run emulate = Run.companion(directory, "emulate", "--pty", file.toString())) {
            assertThat(emulate.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN);
            assertThat(emulate.errors()).hasSize(1);
            assertThat(emulate.errors().get(0)).contains(file + " exists already", "choose another path");
        }
        assertThat(file).hasContent("mine");
    }

    @Test
    void aPortThatIsNotThereIsSaidOnceAndEndsOnceWithNo() {
        try (Run connect =
                Run.companion(directory, "connect", "serial:/dev/ttyNOTHERE7", "--once", "--journal", "j.db")) {
            assertThat(connect.exitCode()).isEqualTo(ExitCode.NO);
            assertThat(connect.lines()).anyMatch(line -> line.contains("no serial port /dev/ttyNOTHERE7"));
        }
    }

    @Test
    void theDemoGoesThroughASerialDevice() {
        try (Run demo = Run.companion(directory, "demo", "--for", "3s", "--journal", "d.db")) {
            assertThat(demo.exitCode()).isZero();
            assertThat(demo.lines().get(0)).contains(" at serial:/dev/");
        }
    }

    @Test
    void portsAreListedForPeopleAndPrograms() {
        try (Run people = Run.companion(directory, "ports");
                Run programs = Run.companion(directory, "ports", "--json")) {
            assertThat(people.exitCode()).isZero();
            assertThat(people.lines()).isNotEmpty();
            assertThat(programs.exitCode()).isZero();
            assertThat(programs.lines())
                    .allSatisfy(line -> assertThat(JsonParser.parseString(line)
                                    .getAsJsonObject()
                                    .has("address"))
                            .isTrue());
        }
    }
}

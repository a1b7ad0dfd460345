package pumpcompanion.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import pumpcompanion.emulator.link.Pty;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.proto.frame.FrameDecoder;
import pumpcompanion.proto.frame.FrameEncoder;
import pumpcompanion.proto.v1.FromPump;
import pumpcompanion.proto.v1.Hello;
import pumpcompanion.proto.v1.ToPump;

/** The pump on a pseudo-terminal, whose device the test opens as any program would. */
@Timeout(30)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals")
class PtyListenerTest {

    @TempDir
    Path folder;

    private final SystemTime time = new SystemTime("pty-test");
    private final EmulatedPump pump =
            EmulatedPump.on(time).heartbeatInterval(Duration.ofMillis(500)).start();

    @AfterEach
    void stop() {
        pump.close();
        time.shutdownNow();
    }

    /** Says Hello on a device and reads until Welcome. */
    private FromPump greet(Path device, int session) throws IOException {
        try (OutputStream out = Files.newOutputStream(device);
                InputStream in = Files.newInputStream(device)) {
            out.write(new FrameEncoder()
                    .encode(ToPump.newBuilder()
                            .setSession(session)
                            .setHello(Hello.newBuilder().setMinVersion(1).setMaxVersion(1))
                            .build()
                            .toByteArray()));
            FrameDecoder decoder = new FrameDecoder();
            FromPump[] welcome = new FromPump[1];
            byte[] buffer = new byte[4096];
            while (welcome[0] == null) {
                int length = in.read(buffer);
                assertThat(length).isPositive();
                decoder.feed(buffer, 0, length, (payload, offset, size) -> {
                    try {
                        FromPump said = FromPump.parser().parseFrom(payload, offset, size);
                        if (said.hasWelcome()) {
                            welcome[0] = said;
                        }
                    } catch (IOException nonsense) {
                        throw new AssertionError(nonsense);
                    }
                });
            }
            return welcome[0];
        }
    }

    @Test
    void whoOpensTheDeviceMeetsThePumpAgainAndAgain() throws Exception {
        Path link = folder.resolve("pump");
        try (PtyListener wire = PtyListener.open(pump, link)) {
            assertThat(wire.address()).isEqualTo("serial:" + link);
            for (int session = 1; session <= 5; session++) {
                assertThat(greet(link, session).getSession()).isEqualTo(session);
            }
            assertThat(pump.links()).hasSize(1);
        }
    }

    @Test
    void theLinkIsRemovedAtTheEnd() {
        Path link = folder.resolve("pump");
        PtyListener wire = PtyListener.open(pump, link);
        assertThat(link).isSymbolicLink();
        wire.close();
        wire.close();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void aPumpThatIsClosedTakesItsLinkWithIt() throws Exception {
        Path link = folder.resolve("pump");
        try (PtyListener wire = PtyListener.open(pump, link)) {
            pump.close();
        }
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void whatStandsAtThePathIsNeverOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "mine");
        Path alive = Files.createSymbolicLink(folder.resolve("alive"), file);
        Path elsewhere = Files.createSymbolicLink(folder.resolve("elsewhere"), folder.resolve("gone"));
        for (Path taken : List.of(file, alive, elsewhere, folder)) {
            assertThatThrownBy(() -> PtyListener.open(pump, taken))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(taken + " exists already")
                    .hasMessageContaining("choose another path");
        }
        assertThat(file).hasContent("mine");
        assertThat(alive).isSymbolicLink();
        assertThatThrownBy(() -> PtyListener.open(pump, folder.resolve("no/such/folder")))
                .hasMessageContaining("choose a path in a folder that exists");
    }

    @Test
    void aLinkThatAKilledPumpLeftIsTakenOverButNotThatOfALivingOne() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("pump"), Path.of("/dev/pts/99999"));
        try (PtyListener wire = PtyListener.open(pump, link);
                EmulatedPump other = EmulatedPump.on(time).start()) {
            assertThat(wire.path()).isEqualTo(link);
            assertThatThrownBy(() -> PtyListener.open(other, link)).hasMessageContaining("another pump may be there");
            assertThat(greet(link, 1).hasWelcome()).isTrue();
        }
    }

    @Test
    void aLinkThatIsSomebodyElsesByNowIsLeftAlone() throws Exception {
        Path link = folder.resolve("pump");
        Path target = Files.createFile(folder.resolve("else"));
        try (PtyListener wire = PtyListener.open(pump, link)) {
            Files.delete(wire.path());
            Files.createSymbolicLink(link, target);
        }
        assertThat(link).isSymbolicLink();
    }

    @Test
    void whatIsSentToNobodyIsNotKeptForWhoComesNext() throws Exception {
        try (Pty pty = Pty.open(null)) {
            for (int i = 0; i < 1000; i++) {
                pty.out().write(new byte[1000]); // nobody has it open: neither waits nor fails
            }
            Thread echo = new Thread(() -> {
                byte[] buffer = new byte[10];
                try {
                    int length = pty.in().read(buffer);
                    pty.out().write(buffer, 0, length);
                } catch (IOException broken) {
                    // the reader below waits in vain, and the timeout tells
                }
            });
            echo.start();
            try (OutputStream out = Files.newOutputStream(pty.device());
                    InputStream in = Files.newInputStream(pty.device())) {
                out.write(7);
                assertThat(in.read()).isEqualTo(7);
            }
            echo.join();
        }
    }

    @Test
    void noThreadIsLeftAfterClose() {
        PtyListener.open(pump, folder.resolve("one")).close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("serial:" + folder));
    }
}

package pumpcompanion.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fazecast.jSerialComm.SerialPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pumpcompanion.emulator.link.Pty;
import pumpcompanion.proto.transport.Receiver.Closed;
import pumpcompanion.proto.transport.Receiver.Closed.Kind;

/** What a real serial driver does and a pseudo-terminal never will, played by a driver made of Mockito. */
@Timeout(30)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "error numbers of Linux and macOS")
class SerialDriverTest {

    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "contract-executor"));
    private final SerialPort driver = mock(SerialPort.class);
    private final CountDownLatch hung = new CountDownLatch(1);
    private final TransportContract.Recorder told = new TransportContract.Recorder();
    private Pty pty; // only lends its name: the port's file must exist

    SerialDriverTest() throws Exception {
        pty = Pty.open(null);
    }

    @BeforeEach
    void aDriverThatWorksAndHearsNothing() {
        lenient().when(driver.openPort()).thenReturn(true);
        lenient().when(driver.closePort()).thenReturn(true);
        lenient().when(driver.readBytes(any(byte[].class), anyInt())).thenAnswer(call -> {
            hung.await(20, TimeUnit.MILLISECONDS); // as a read that comes back empty
            return 0;
        });
        lenient()
                .when(driver.writeBytes(any(byte[].class), anyInt(), anyInt()))
                .thenAnswer(call -> call.getArgument(1));
    }

    @AfterEach
    void letGo() {
        hung.countDown();
        executor.shutdownNow();
        pty.close();
    }

    private SerialTransport link() {
        return link("serial:test", Duration.ofMillis(100));
    }

    private SerialTransport link(String name, Duration writePatience) {
        return new SerialTransport(
                name, pty.path().toString(), SerialOptions.defaults(), path -> driver, writePatience);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13 | no permission to open",
                "13 | sudo usermod -aG",
                "11 | is in use",
                "16 | close the other program",
                "2  | vanished while it was opened",
                "5  | no device answers behind it",
                "25 | not a serial port",
                "22 | refuses these settings",
                "77 | error 77"
            })
    void aPortThatCannotBeOpenedIsSaidInOneLineWithWhatToDo(int error, String words) throws Exception {
        when(driver.openPort()).thenReturn(false);
        when(driver.getLastErrorCode()).thenReturn(error);
        link().open(told, executor);
        Closed cause = told.awaitClosed();
        assertThat(cause.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(cause.text()).startsWith("serial:test: ").contains(words).doesNotContain("\n", "Exception");
        assertThat(told.calls()).containsExactly("closed");
        SerialTransport again = link();
        TransportContract.Recorder second = new TransportContract.Recorder();
        again.open(second, executor);
        assertThat(second.awaitClosed().text()).contains(words); // and not: open in this program already
    }

    @Test
    void anErrorCodeLeftBehindByASuccessIsNoFailure() throws Exception {
        lenient().when(driver.getLastErrorCode()).thenReturn(25);
        SerialTransport link = link();
        link.open(told, executor);
        assertThat(told.opened.await(10, TimeUnit.SECONDS)).isTrue();
        link.close();
        assertThat(told.awaitClosed().kind()).isEqualTo(Kind.LOCAL);
        verify(driver, never()).isOpen();
    }

    @Test
    void aWriteThatBlocksForEverEndsTheLinkAndFreesThePort() throws Exception {
        when(driver.writeBytes(any(byte[].class), anyInt(), anyInt())).thenAnswer(call -> {
            TransportContract.awaitQuietly(hung);
            return -1;
        });
        SerialTransport link = link();
        link.open(told, executor);
        assertThat(told.opened.await(10, TimeUnit.SECONDS)).isTrue();
        link.send(new byte[10]);
        Closed cause = told.awaitClosed();
        assertThat(cause.kind()).isEqualTo(Kind.FAILED);
        assertThat(cause.text()).contains("does not read (10 bytes could not be written");
        verify(driver).closePort();
        assertThat(OpenPorts.take(pty.path().toString(), "test"))
                .as("free again")
                .isNull();
        OpenPorts.giveBack(pty.path().toString());
    }

    @Test
    void aDriverThatDoesNotLetGoIsNotWaitedForAndThePortStaysTaken() throws Exception {
        when(driver.readBytes(any(byte[].class), anyInt())).thenReturn(-1);
        when(driver.closePort()).thenAnswer(call -> {
            TransportContract.awaitQuietly(hung);
            return true;
        });
        link().open(told, executor);
        assertThat(told.awaitClosed().kind()).isEqualTo(Kind.REMOTE);
        TransportContract.Recorder second = new TransportContract.Recorder();
        link("serial:second", Duration.ofSeconds(1)).open(second, executor);
        assertThat(second.awaitClosed().text())
                .isEqualTo("serial:second: " + pty.path() + " is open in this program already, by serial:test");
        hung.countDown();
        String port = pty.path().toString();
        TransportContract.until(() -> OpenPorts.take(port, "third") == null);
        OpenPorts.giveBack(port);
    }

    @Test
    void aDriverErrorInTheMiddleEndsTheLinkWithItsNumber() throws Exception {
        byte[] some = {1, 2, 3};
        when(driver.readBytes(any(byte[].class), anyInt()))
                .thenAnswer(call -> {
                    System.arraycopy(some, 0, call.getArgument(0), 0, 3);
                    return 3;
                })
                .thenReturn(-1);
        when(driver.getLastErrorCode()).thenReturn(121);
        link().open(told, executor);
        Closed cause = told.awaitClosed();
        assertThat(cause.kind()).isEqualTo(Kind.REMOTE);
        assertThat(cause.text()).contains("the port is gone", "error 121");
        assertThat(told.bytes.toByteArray())
                .as("what came before is handed over")
                .isEqualTo(some);
    }

    @Test
    void aWriteThatWritesNothingMeansGoneAndIsNotTriedAgain() throws Exception {
        when(driver.writeBytes(any(byte[].class), anyInt(), anyInt())).thenReturn(0);
        SerialTransport link = link();
        link.open(told, executor);
        assertThat(told.opened.await(10, TimeUnit.SECONDS)).isTrue();
        link.send(new byte[10]);
        assertThat(told.awaitClosed().kind()).isEqualTo(Kind.REMOTE);
        verify(driver, timeout(1_000).times(1)).writeBytes(any(byte[].class), anyInt(), anyInt());
    }

    @Test
    void aShortWriteGoesOnWhereItStopped() throws Exception {
        CountDownLatch done = new CountDownLatch(4);
        when(driver.writeBytes(any(byte[].class), anyInt(), anyInt())).thenAnswer(call -> {
            done.countDown();
            return Math.min(3, call.<Integer>getArgument(1));
        });
        SerialTransport link = link();
        link.open(told, executor);
        assertThat(told.opened.await(10, TimeUnit.SECONDS)).isTrue();
        link.send(new byte[10]);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        verify(driver, timeout(1_000))
                .writeBytes(any(byte[].class), org.mockito.ArgumentMatchers.eq(1), org.mockito.ArgumentMatchers.eq(9));
        link.close();
        told.awaitClosed();
    }

    @Test
    void anExceptionOfTheLibraryEndsTheLinkInOneLine() throws Exception {
        when(driver.readBytes(any(byte[].class), anyInt())).thenThrow(new IllegalStateException("driver says no"));
        link().open(told, executor);
        Closed cause = told.awaitClosed();
        assertThat(cause.kind()).isEqualTo(Kind.FAILED);
        assertThat(cause.text()).contains("driver says no").doesNotContain("\n");
    }

    @Test
    void aDriverThatReadsNothingForEverWhenItsDeviceIsGoneIsNotBelieved() throws Exception {
        when(driver.readBytes(any(byte[].class), anyInt())).thenReturn(0);
        link().open(told, executor);
        assertThat(told.opened.await(10, TimeUnit.SECONDS)).isTrue();
        pty.close(); // and with it its file
        assertThat(told.awaitClosed().text()).contains("the port is gone");
    }

    @Test
    void aFileIsNoPort(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        Path file = java.nio.file.Files.writeString(folder.resolve("pump"), "hello");
        new SerialTransport("serial:" + file, file.toString(), SerialOptions.defaults()).open(told, executor);
        assertThat(told.awaitClosed().text())
                .isEqualTo("serial:" + file + ": " + file
                        + " is a file, not a serial port (expected such as /dev/ttyACM0)");
    }

    @Test
    void aPortThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
        new SerialTransport("serial:x", "/dev/ttyNOTHERE7", SerialOptions.defaults()).open(told, executor);
        Closed cause = told.awaitClosed();
        assertThat(cause.kind()).isEqualTo(Kind.ABSENT);
        assertThat(cause.text()).startsWith("serial:x: no serial port /dev/ttyNOTHERE7 (found");
    }
}

package pumpcompanion.emulator.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import pumpcompanion.emulator.testkit.BenchTime;
import pumpcompanion.emulator.testkit.Wire;
import pumpcompanion.proto.v1.Construction;

/**
 * Gives each test of a class, or one test, a pump of its own: an {@code EmulatedPump}, its time and its wire, made before
 * the test and closed after it, however it ends.
 *
 * <p>Injected by type into parameters of tests and of {@code @BeforeEach} and {@code @AfterEach} methods, and into fields
 * marked {@link Pump}:
 *
 * <ul>
 *   <li>{@code EmulatedPump}: the pump;
 *   <li>{@code VirtualTime} or {@code SystemTime}: its time;
 *   <li>{@code Supplier<Transport>}: makes connections in memory;
 *   <li>{@code URI}: where a program connects to, {@code tcp://…} or {@code serial:…};
 *   <li>{@code TcpListener}, {@code PtyListener}: the listener on that wire;
 *   <li>{@code PumpBench}: all of these in one.
 * </ul>
 *
 * <p>The pump is one for all tests of a class and of those nested in it with {@link #shared}, or where the class has a
 * static field marked {@link Pump}. Only a shared one can be a parameter of a constructor, or of {@code @BeforeAll} and
 * {@code @AfterAll} methods.
 *
 * <p>When a test fails its seed, the newest payloads and the newest records of the pump's log are printed to standard
 * error. Configuration parameters of JUnit, which system properties are too:
 *
 * <ul>
 *   <li>{@code pump.seed}: the number that every test's seed is derived from, together with the test's name; default 1;
 *   <li>{@code pump.transcripts}: a folder where the whole transcript and log of each test that fails is left as a file;
 *       default none.
 * </ul>
 *
 * <p>Options of a method stand in place of all those of its class, and these in place of those of the class around it.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PumpExtension.class)
public @interface WithPump {

    /** Serial number, at most 32 bytes. */
    String serial() default "EM-0001";

    /** Tubed or patch. */
    Construction construction() default Construction.CONSTRUCTION_TUBED;

    /** How the program under test reaches the pump. */
    Wire wire() default Wire.MEMORY;

    /** Which time both live in: virtual in memory, else the system's, unless said otherwise. */
    BenchTime time() default BenchTime.BY_WIRE;

    /** How many times faster than the link's the pump's own time runs, range [0.001, 1 000 000]. */
    double speed() default 1;

    /** Seed of all chance in the pump; 0: derived from {@code pump.seed} and the test's name. */
    long seed() default 0;

    /** Records its log holds, 1 and up. */
    int ringSize() default 10_000;

    /** How far it sends ahead of acknowledgements, range [1, 1024]. */
    int window() default 32;

    /** Its heartbeat interval in milliseconds, range [500, 60 000]. */
    int heartbeatMs() default 1000;

    /** Whether it lives by itself and refuses what a real pump would refuse: {@code PumpBuilder.behaving()}. */
    boolean behaving() default false;

    /** Whether all tests of the class, and of those nested in it, share one pump; of a class only. */
    boolean shared() default false;
}

package pumpcompanion.emulator.junit5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;
import pumpcompanion.emulator.testkit.PumpBench;

/**
 * Does what {@link WithPump} says. The bench of a test stands in JUnit's store of that test, a shared one in that of its
 * class, where nested classes find it too: the extension itself holds nothing.
 */
public final class PumpExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(PumpExtension.class);

    private static final String TRANSCRIPTS = "pump.transcripts";

    /** A bench, and the file that holds all of its transcript, if asked for. */
    private record Held(PumpBench bench, @Nullable Path file) {}

    /** Made by JUnit. */
    public PumpExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        share(context);
    }

    /** Opens the bench that the class shares, unless it shares none, or its constructor asked for it already. */
    private static void share(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        boolean asked = optionsOn(type).map(WithPump::shared).orElse(false);
        boolean fresh = store(context).get(type, Held.class) == null;
        if (fresh && (asked || Injection.hasStaticFields(type))) {
            Held held = open(context, optionsOf(type));
            store(context).put(Held.class, held);
            store(context).put(type, held);
            Injection.intoClass(type, held.bench);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Optional<WithPump> own = context.getTestMethod().flatMap(PumpExtension::optionsOn);
        Held held = store(context).get(Held.class, Held.class);
        if (held == null) {
            held = open(context, own.orElseGet(() -> optionsOf(context.getRequiredTestClass())));
            store(context).put(Held.class, held);
        } else if (own.isPresent()) {
            throw new ExtensionConfigurationException("@WithPump on " + context.getRequiredTestMethod()
                    + ", whose class shares one pump: take it away, or the sharing");
        }
        PumpBench bench = held.bench;
        context.getRequiredTestInstances()
                .getAllInstances()
                .forEach(instance -> Injection.intoInstance(instance, bench));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Held held = store(context).get(Held.class, Held.class);
        boolean failed = context.getExecutionException()
                .filter(thrown -> !(thrown instanceof TestAbortedException))
                .isPresent();
        if (held != null && failed) {
            String again = "again with -D" + Seeds.PARAMETER + "=" + Seeds.ofRun(context) + ", or @WithPump(seed = "
                    + held.bench.seed() + ")";
            System.err.println("---- " + nameOf(context) + " failed; " + again + "\n" + held.bench.evidence() + "----");
        }
        close(context, failed);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close(context, true);
    }

    /** Closes the bench that was opened for this very context; that of a class around it stays. */
    private static void close(ExtensionContext context, boolean keepFile) {
        Held held = store(context).remove(Held.class, Held.class);
        if (held != null) {
            held.bench.close();
            Path file = held.file;
            if (file != null && !keepFile) {
                delete(file);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot delete " + file + " (found: " + refused + ")", refused);
        }
    }

    // ------------------------------------------------------------ parameters

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.knows(typeOf(parameter));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getDeclaringExecutable() instanceof Constructor) {
            share(context); // an instance for the whole class is made before beforeAll
        }
        Held held = store(context).get(Held.class, Held.class);
        if (held == null) {
            Executable where = parameter.getDeclaringExecutable();
            boolean once = where.isAnnotationPresent(BeforeAll.class) || where.isAnnotationPresent(AfterAll.class);
            throw new ParameterResolutionException("parameter " + parameter.getParameter() + " of " + where + ": "
                    + (once ? "it runs once for all tests" : "there is no test yet")
                    + ", and each test has a pump of its own; share one with @WithPump(shared = true)");
        }
        try {
            return Injection.value(held.bench, typeOf(parameter));
        } catch (IllegalStateException otherBench) {
            throw new ParameterResolutionException(otherBench.getMessage(), otherBench);
        }
    }

    private static Type typeOf(ParameterContext parameter) {
        return parameter.getParameter().getParameterizedType();
    }

    // ------------------------------------------------------------ options

    /** Those of the class, else of the one around it. */
    private static WithPump optionsOf(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            Optional<WithPump> options = optionsOn(at);
            if (options.isPresent()) {
                return options.get();
            }
        }
        return Defaults.class.getAnnotation(WithPump.class);
    }

    /** Where the extension was registered without the annotation. */
    @WithPump
    private static final class Defaults {}

    private static Optional<WithPump> optionsOn(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, WithPump.class);
    }

    private static Held open(ExtensionContext context, WithPump options) {
        long seed = options.seed() == 0 ? Seeds.of(context) : options.seed();
        var bench = PumpBench.on(options.wire()).time(options.time()).seed(seed).pump(pump -> {
            pump.serial(options.serial())
                    .construction(options.construction())
                    .speed(options.speed())
                    .ringSize(options.ringSize())
                    .window(options.window())
                    .heartbeatInterval(Duration.ofMillis(options.heartbeatMs()));
            return options.behaving() ? pump.behaving() : pump;
        });
        Path file = context.getConfigurationParameter(TRANSCRIPTS)
                .map(folder -> Path.of(folder, fileOf(context, seed)))
                .orElse(null);
        return new Held((file == null ? bench : bench.transcript(file)).open(), file);
    }

    private static String fileOf(ExtensionContext context, long seed) {
        String name = context.getRequiredTestClass().getName()
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
        return name + "-" + seed + ".txt";
    }

    private static String nameOf(ExtensionContext context) {
        return context.getRequiredTestClass().getName() + " > " + context.getDisplayName();
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}

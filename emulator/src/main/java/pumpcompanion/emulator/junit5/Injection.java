package pumpcompanion.emulator.junit5;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.PtyListener;
import pumpcompanion.emulator.TcpListener;
import pumpcompanion.emulator.testkit.PumpBench;
import pumpcompanion.emulator.time.SystemTime;
import pumpcompanion.emulator.time.VirtualTime;
import pumpcompanion.proto.transport.Transport;

/** What of a bench is injected, by type. */
final class Injection {

    private static final List<Class<?>> TYPES = List.of(
            EmulatedPump.class,
            PumpBench.class,
            VirtualTime.class,
            SystemTime.class,
            URI.class,
            TcpListener.class,
            PtyListener.class);

    private static final String EXPECTED =
            "expected EmulatedPump, PumpBench, VirtualTime, SystemTime, Supplier<Transport>, URI, TcpListener or "
                    + "PtyListener";

    private Injection() {}

    static boolean knows(Type type) {
        return TYPES.contains(type) || isConnections(type);
    }

    private static boolean isConnections(Type type) {
        return type instanceof ParameterizedType generic
                && generic.getRawType() == Supplier.class
                && generic.getActualTypeArguments()[0] == Transport.class;
    }

    /** The part of a bench that a type stands for. */
    static Object value(PumpBench bench, Type type) {
        if (isConnections(type)) {
            return (Supplier<Transport>) bench::connect;
        } else if (type == EmulatedPump.class) {
            return bench.pump();
        } else if (type == PumpBench.class) {
            return bench;
        } else if (type == URI.class) {
            return bench.address();
        } else if (type == TcpListener.class) {
            return bench.tcp();
        } else if (type == PtyListener.class) {
            return bench.pty();
        } else if (type == VirtualTime.class) {
            return bench.virtualTime();
        } else if (bench.time() instanceof SystemTime system) {
            return system;
        }
        throw new IllegalStateException(
                "a SystemTime on a bench in virtual time: use wire TCP or PTY, or time = SYSTEM");
    }

    static boolean hasStaticFields(Class<?> type) {
        return !fields(type, true).isEmpty();
    }

    static void intoClass(Class<?> type, PumpBench bench) {
        fields(type, true).forEach(field -> set(field, null, bench));
    }

    static void intoInstance(Object instance, PumpBench bench) {
        fields(instance.getClass(), false).forEach(field -> set(field, instance, bench));
    }

    private static List<Field> fields(Class<?> type, boolean isStatic) {
        return AnnotationSupport.findAnnotatedFields(
                type,
                Pump.class,
                field -> Modifier.isStatic(field.getModifiers()) == isStatic,
                HierarchyTraversalMode.TOP_DOWN);
    }

    private static void set(Field field, @Nullable Object instance, PumpBench bench) {
        Type type = field.getGenericType();
        if (!knows(type) || Modifier.isFinal(field.getModifiers())) {
            throw new ExtensionConfigurationException("@Pump on " + field + " (" + EXPECTED + ", not final)");
        }
        try {
            field.setAccessible(true);
            field.set(instance, value(bench, type));
        } catch (IllegalAccessException | RuntimeException refused) {
            throw new ExtensionConfigurationException("@Pump on " + field + ": " + refused.getMessage(), refused);
        }
    }
}

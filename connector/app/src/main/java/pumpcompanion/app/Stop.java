package pumpcompanion.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

/**
 * Waits until the user wants the program to stop: Ctrl-C, or a signal to terminate. The verb that waits then closes what
 * it has open and ends with 0, instead of being torn down beside its own work with the 130 of an unhandled signal.
 *
 * <p><b>Design note:</b> signals are taken by {@code sun.misc.Signal} of the module jdk.unsupported, by reflection because
 * the compiler warns of it. A shutdown hook could not change the exit code without halting the other hooks, which delete
 * the native library that SQLite unpacked. Where signals cannot be had ({@code -Xrs}) the platform's own way stays.
 */
final class Stop {

    private static final Stop ON_SIGNAL = new Stop();

    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private boolean handled;
    private volatile boolean waitedFor;

    /** The one that signals complete. Taken by {@link #listen}. */
    static Stop onSignal() {
        return ON_SIGNAL;
    }

    /** Takes signals from now on. A verb that does not wait ends at once. */
    static void listen() {
        if (ON_SIGNAL.handled) {
            return;
        }
        ON_SIGNAL.handled = true;
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            handle(name, ON_SIGNAL::signalled);
        }
    }

    /** Stops whoever waits. */
    void now() {
        asked.complete(null);
    }

    /** Waits for {@link #now} or a signal. */
    void await() {
        waitedFor = true;
        asked.join();
    }

    /** Waits for {@link #now}, a signal, or this; returns whether it was this. */
    boolean awaitOr(CompletableFuture<?> other) {
        waitedFor = true;
        CompletableFuture.anyOf(asked, other).join();
        return !asked.isDone();
    }

    /** From now on a signal ends the waiting, which may come a little later. */
    Stop expected() {
        waitedFor = true;
        return this;
    }

    private void signalled() {
        if (!waitedFor) {
            Runtime.getRuntime().exit(ExitCode.DONE);
        } else if (!asked.complete(null)) {
            Runtime.getRuntime().halt(ExitCode.NO); // asked twice: whoever asks does not want to wait for closing
        }
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler run = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                    return null;
                }
                return method.getName().equals("equals")
                        ? (Object) false
                        : method.getName().hashCode();
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, run);
            Object wanted = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, wanted, proxy);
        } catch (ReflectiveOperationException notToBeHad) {
            // no such signal here (HUP on Windows), or the JVM keeps them to itself
        }
    }
}

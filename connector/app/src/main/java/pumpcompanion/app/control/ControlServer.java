package pumpcompanion.app.control;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pumpcompanion.emulator.model.ActionRefusedException;

/**
 * The control endpoint: JSON in, JSON out. Whatever a request holds, it gets an answer: an error is {@code {"error":…,
 * "found":…, "expected":…}} with a status that fits. Who opens one closes it.
 *
 * <p><b>Design note:</b> it is meant for tests on the same computer. A browser must not be talked into using it, so a
 * Host that is a name other than localhost is refused (DNS rebinding), and so is every request that states an Origin,
 * which only browsers do.
 */
public final class ControlServer implements AutoCloseable {

    /** Largest body of a request, in bytes. An event is below 448 of them encoded. */
    public static final int MOST_BODY = 64 * 1024;

    private static final int THREADS = 4;

    /** Seconds in which a request must have come whole, and its answer have been taken. */
    private static final int PATIENCE_SECONDS = 10;

    /** An IP address cannot be rebound: 127.0.0.1, [::1], or what the user made it listen at. */
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final HttpServer server;
    private final ExecutorService threads;
    private final Routes routes;
    private final String host;

    private ControlServer(HttpServer server, ExecutorService threads, Routes routes, String host) {
        this.server = server;
        this.threads = threads;
        this.routes = routes;
        this.host = host;
    }

    /**
     * Listens.
     *
     * @param host name or address, {@code 127.0.0.1} unless the user wants others to reach it
     * @param port range [0, 65535]; 0: any that is free
     * @param pumps what is controlled; closed by their owner, after this
     * @throws UncheckedIOException if it cannot, naming host and port
     */
    public static ControlServer open(String host, int port, List<ControlledPump> pumps) {
        // Read once, by the first server of the process: without them a client that says half a request holds a thread.
        System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(PATIENCE_SECONDS));
        System.setProperty("sun.net.httpserver.maxRspTime", Integer.toString(PATIENCE_SECONDS));
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    "cannot listen at " + host + ":" + port + " for control (found: " + refused.getMessage()
                            + "): choose an address of this computer and a free port, or port 0 for any",
                    refused);
        }
        AtomicInteger made = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "control-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        ControlServer control = new ControlServer(server, threads, new Routes(pumps), host);
        server.setExecutor(threads);
        server.createContext("/", control::handle);
        server.start();
        return control;
    }

    /** Where it is reached, such as {@code http://127.0.0.1:7080}. */
    public String address() {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + shown + ":" + server.getAddress().getPort();
    }

    /** Stops listening and closes every connection. Closing again does nothing. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int status = 200;
        JsonElement answer;
        try {
            checkOrigin(exchange);
            answer = routes.answer(
                    exchange.getRequestMethod(),
                    path(exchange.getRequestURI().getRawPath()),
                    query(exchange.getRequestURI().getRawQuery()),
                    body(exchange));
        } catch (Problem problem) {
            status = problem.status;
            answer = error(problem.error(), problem.found, problem.expected);
            if (status == 405) {
                exchange.getResponseHeaders().set("Allow", problem.expected);
            }
        } catch (ActionRefusedException refused) {
            status = 409;
            answer = error(refused.getMessage(), "refused by the pump", "what the pump would do now");
        } catch (IllegalArgumentException outOfRange) {
            status = 400;
            answer = error(outOfRange.getMessage(), "a value out of range", "see error");
        } catch (IllegalStateException notNow) {
            status = 409;
            answer = error(notNow.getMessage(), "a pump that cannot do this", "see error");
        } catch (RuntimeException bug) {
            LOG.warn("a control request failed", bug);
            status = 500;
            answer = error(bug.toString(), "a bug", "please report it");
        }
        send(exchange, status, answer);
    }

    private static void send(HttpExchange exchange, int status, JsonElement answer) throws IOException {
        byte[] bytes = (GSON.toJson(answer) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        try (exchange) {
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static JsonObject error(@Nullable String error, String found, String expected) {
        JsonObject json = new JsonObject();
        json.addProperty("error", String.valueOf(error));
        json.addProperty("found", found);
        json.addProperty("expected", expected);
        return json;
    }

    private void checkOrigin(HttpExchange exchange) {
        String named = exchange.getRequestHeaders().getFirst("Host");
        String bare =
                named == null ? "" : named.strip().toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", "");
        if (!bare.equals("localhost")
                && !bare.equals(host.toLowerCase(Locale.ROOT))
                && !ADDRESS.matcher(bare).matches()) {
            throw new Problem(403, "this Host is not served", String.valueOf(named), "localhost or an IP address");
        }
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null) {
            throw new Problem(403, "web pages are not served", "Origin: " + origin, "a request without Origin");
        }
    }

    private static List<String> path(String raw) {
        return Arrays.stream(raw.split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> decoded(part.replace("+", "%2B")))
                .toList();
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> values = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Problem.bad("no percent-encoding", text, "%XX with two hex digits");
        }
    }

    private static JsonObject body(HttpExchange exchange) {
        byte[] bytes;
        try {
            bytes = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
        } catch (IOException broken) {
            throw Problem.bad("a body that ends early", String.valueOf(broken.getMessage()), "a whole request");
        }
        if (bytes.length > MOST_BODY) {
            throw new Problem(
                    413, "a body that is too large", "more than " + MOST_BODY + " bytes", "at most " + MOST_BODY);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return new JsonObject();
        }
        try {
            JsonElement json = JsonParser.parseString(text);
            if (json instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException | StackOverflowError none) {
            // said below
        }
        String found = text.length() <= 200 ? text : text.substring(0, 200) + "…";
        throw Problem.bad("no JSON object", found, "a JSON object");
    }
}

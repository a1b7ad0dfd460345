package pumpcompanion.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pumpcompanion.app.Tools;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.model.BasalProgramme;
import pumpcompanion.emulator.time.VirtualTime;

/** The endpoint over real HTTP; the pumps' time is the tests'. */
class ControlServerTest {

    private final VirtualTime time = new VirtualTime();
    private final EmulatedPump plain = EmulatedPump.on(time).serial("EM-1").start();
    private final EmulatedPump living =
            EmulatedPump.on(time).serial("EM 2/ä").behaving().start();
    private final EmulatedPump played = EmulatedPump.on(time).serial("EM-3").start();
    private final ControlServer server = ControlServer.open(
            "127.0.0.1",
            0,
            List.of(
                    ControlledPump.of(plain, List.of("tcp://here:1"), false),
                    ControlledPump.of(living, List.of(), false),
                    ControlledPump.of(played, List.of(), true)));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        server.close();
        plain.close();
        living.close();
        played.close();
    }

    private HttpResponse<String> ask(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }

    private JsonObject json(String method, String path, String body) {
        HttpResponse<String> response = ask(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonParser.parseString(response.body()).getAsJsonObject();
    }

    @Test
    void aPumpTellsWhoItIsWhereItIsReachedAndHowItStands() {
        living.connect();
        JsonObject all = json("GET", "/pumps", "");
        assertThat(all.getAsJsonArray("pumps")).hasSize(3);
        JsonObject one = json("GET", "/pumps/EM-1", "");
        assertThat(one.get("addresses").toString()).isEqualTo("[\"tcp://here:1\"]");
        assertThat(one.get("newest").getAsLong()).isZero();
        JsonObject two = json("GET", "/pumps/EM%202%2F%C3%A4", "");
        assertThat(two.get("serial").getAsString()).isEqualTo("EM 2/ä");
        assertThat(two.get("delivery").getAsString()).isEqualTo("stopped");
        assertThat(two.getAsJsonArray("links")
                        .get(0)
                        .getAsJsonObject()
                        .get("state")
                        .getAsString())
                .isEqualTo("no-session");
    }

    @Test
    void whatIsDoneStandsInTheLog() {
        assertThat(json("POST", "/pumps/EM-1/do", "{\"do\":\"unclip\"}")
                        .get("newest")
                        .getAsLong())
                .isEqualTo(1);
        json("POST", "/pumps/EM-1/do", "{\"event\":{\"cannulaPrimed\":{\"deliveredMilliunits\":300}}}");
        json("POST", "/pumps/EM-1/do", "{\"do\":\"prime tubing 6.7 U\"}");
        plain.log(log -> log.skip(2));
        json("POST", "/pumps/EM-1/reboot", "{\"cause\":\"watchdog\"}");
        JsonObject log = json("GET", "/pumps/EM-1/log?from=2&limit=3", "");
        assertThat(log.getAsJsonArray("entries")).hasSize(3);
        assertThat(log.toString())
                .contains("\"deliveredMilliunits\":300", "tubingPrimed", "\"reason\":\"never-written\"")
                .doesNotContain("quickDisconnect");
        assertThat(log.get("next").getAsLong()).isEqualTo(6);
        assertThat(json("GET", "/pumps/EM-1/log?from=6", "").toString()).contains("START_CAUSE_WATCHDOG");
    }

    @Test
    void faultsAreSwitchedOnCountedAndSwitchedOff() {
        assertThat(json("POST", "/pumps/EM-1/faults", "{\"spec\":\"drop=0.1,reboot=10m\"}")
                        .getAsJsonArray("faults"))
                .hasSize(2);
        time.advance(Duration.ofMinutes(21));
        assertThat(json("GET", "/pumps/EM-1/faults", "").toString())
                .contains("{\"name\":\"reboot\",\"spec\":\"reboot=10m\",\"acted\":2}");
        assertThat(json("DELETE", "/pumps/EM-1/faults?name=drop", "").getAsJsonArray("faults"))
                .hasSize(1);
        assertThat(json("DELETE", "/pumps/EM-1/faults", "").getAsJsonArray("faults"))
                .isEmpty();
    }

    @Test
    void threeHoursOfAPumpsOwnTimeAreARequest() {
        living.basal(BasalProgramme.flat(1000));
        living.seatCartridge(pumpcompanion.proto.v1.Freshness.FRESHNESS_NEW);
        living.fillCartridge(180_000);
        JsonObject answer = json("POST", "/pumps/EM%202%2F%C3%A4/time", "{\"advance\":\"PT3H\"}");
        assertThat(answer.get("uptime").getAsString()).isEqualTo("PT3H");
        assertThat(answer.get("note").getAsString()).contains("own time");
        assertThat(time.elapsed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|GET|/|''|no such path",
                "404|GET|/pumps/EM-1/nothing|''|no such path",
                "404|GET|/pumps/EM-9|''|EM-1, EM 2/ä, EM-3",
                "405|PUT|/pumps|''|GET",
                "405|GET|/pumps/EM-1/do|''|POST",
                "400|POST|/pumps/EM-1/do|''|unclip",
                "400|POST|/pumps/EM-1/do|{\"do\":\"fly\"}|clip on",
                "400|POST|/pumps/EM-1/do|{\"do\":7}|a text",
                "400|POST|/pumps/EM-1/do|[1]|a JSON object",
                "400|POST|/pumps/EM-1/do|{\"do\"|a JSON object",
                "400|POST|/pumps/EM-1/do|{\"event\":{\"nope\":{}}}|protobuf JSON",
                "400|POST|/pumps/EM-1/do|{\"event\":{}}|one kind",
                "409|POST|/pumps/EM-1/do|{\"do\":\"occlude\"}|behaving",
                "409|POST|/pumps/EM%202%2F%C3%A4/do|{\"do\":\"bolus 1 U\"}|refused by the pump",
                "409|POST|/pumps/EM-3/do|{\"do\":\"unclip\"}|replay",
                "409|POST|/pumps/EM-3/reboot|''|replay",
                "400|POST|/pumps/EM-1/faults|{\"spec\":\"drp\"}|drop, flip",
                "400|DELETE|/pumps/EM-1/faults?name=drp|''|drop, flip",
                "400|POST|/pumps/EM-1/time|{\"advance\":\"3h\"}|PT3H",
                "400|POST|/pumps/EM-1/time|{\"advance\":\"P9999D\"}|P31D",
                "400|POST|/pumps/EM-1/time|{\"advance\":\"-PT1H\"}|P31D",
                "400|GET|/pumps/EM-1/log?from=x|''|0 to",
                "400|GET|/pumps/EM-1/log?from=%zz|''|%XX",
                "400|POST|/pumps/EM-1/reboot|{\"cause\":\"x\"}|watchdog"
            })
    void aWrongRequestIsAnsweredWithWhatWasExpected(
            int status, String method, String path, String body, String expected) {
        if (path.contains("%zz")) { // the client would not send it
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
            return;
        }
        HttpResponse<String> response = ask(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject json = JsonParser.parseString(response.body()).getAsJsonObject();
        assertThat(json.keySet()).containsExactly("error", "found", "expected");
        assertThat(json.toString()).contains(expected);
    }

    private String raw(String request) {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String raw(byte[] request) {
        URI address = URI.create(server.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException reset) {
            return "";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "127.0.0.1:99, 200",
        "[::1]:99, 200",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403"
    })
    void aNameThatABrowserCouldBeLedToIsRefused(String host, int status) {
        String end = "\r\nConnection: close\r\n\r\n";
        assertThat(raw("GET /pumps HTTP/1.1\r\nHost: " + host + end)).startsWith("HTTP/1.1 " + status);
        assertThat(raw("GET /pumps HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost" + end))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        assertThat(ask("POST", "/pumps/EM-1/do", " ".repeat(ControlServer.MOST_BODY + 1))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void nonsenseAndNestingDoNotKeepTheNextRequestFromItsAnswer() {
        long seed = Long.getLong("control.seed", 11);
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            raw(noise);
        }
        String deep = "[".repeat(30_000);
        assertThat(ask("POST", "/pumps/EM-1/do", deep).statusCode()).isEqualTo(400);
        String deepEvent = "{\"event\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}";
        assertThat(ask("POST", "/pumps/EM-1/do", deepEvent).statusCode()).isEqualTo(400);
        assertThat(json("GET", "/pumps", "").has("pumps")).as("seed " + seed).isTrue();
    }

    @Test
    void halfARequestHoldsNobodyUpForever() throws IOException {
        URI address = URI.create(server.address());
        Socket[] hanging = new Socket[6]; // more than it has threads
        for (int i = 0; i < hanging.length; i++) {
            hanging[i] = new Socket(address.getHost(), address.getPort());
            hanging[i]
                    .getOutputStream()
                    .write("POST /pumps/EM-1/do HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/pumps"))
                .timeout(Duration.ofSeconds(50))
                .build();
        try {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    @Test
    void aTestInPythonDrivesAPump() throws Exception {
        String script = """
                import json, sys, urllib.request
                base = sys.argv[1]
                def call(method, path, body=None):
                    data = None if body is None else json.dumps(body).encode()
                    with urllib.request.urlopen(urllib.request.Request(base + path, data, method=method)) as answer:
                        return json.load(answer)
                assert call("GET", "/pumps")["pumps"][0]["serial"] == "EM-1"
                call("POST", "/pumps/EM-1/do", {"do": "unclip"})
                call("POST", "/pumps/EM-1/do", {"event": {"quickReconnect": {}}})
                kinds = [list(e["event"])[-1] for e in call("GET", "/pumps/EM-1/log")["entries"]]
                assert kinds == ["quickDisconnect", "quickReconnect"], kinds
                call("POST", "/pumps/EM-1/faults", {"spec": "drop=0.5"})
                assert call("DELETE", "/pumps/EM-1/faults")["faults"] == []
                try:
                    call("POST", "/pumps/EM-1/do", {"do": "fly"})
                    raise AssertionError("not refused")
                except urllib.error.HTTPError as refused:
                    assert refused.code == 400 and "unclip" in json.load(refused)["expected"]
                print("well")
                """;
        Process python = new ProcessBuilder(Tools.need("python3"), "-c", script, server.address())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        assertThat(said).isEqualToIgnoringNewLines("well\n");
    }

    @Test
    void whatIsTakenIsNamed() {
        int port = URI.create(server.address()).getPort();
        assertThatThrownBy(() -> ControlServer.open("127.0.0.1", port, List.of()))
                .hasMessageContaining("cannot listen at 127.0.0.1:" + port + " for control");
    }
}

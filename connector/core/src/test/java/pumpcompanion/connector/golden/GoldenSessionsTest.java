package pumpcompanion.connector.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pumpcompanion.connector.Connector;
import pumpcompanion.connector.golden.GoldenSession.Step;
import pumpcompanion.connector.journal.Journal;
import pumpcompanion.emulator.EmulatedPump;
import pumpcompanion.emulator.link.WireKind;
import pumpcompanion.emulator.time.VirtualTime;

/** Every golden session, played against the pump's side and against the companion's. */
class GoldenSessionsTest {

    @Test
    void theFilesAreThere() {
        assertThat(GoldenSession.all()).hasSizeGreaterThanOrEqualTo(12);
    }

    @TestFactory
    Stream<DynamicTest> thePumpSaysWhatTheFileSays() {
        return GoldenSession.all().stream()
                .map(session -> DynamicTest.dynamicTest(session.name(), () -> playAgainstPump(session)));
    }

    @TestFactory
    Stream<DynamicTest> theCompanionSaysWhatTheFileSaysAndKeepsWhatItSays() {
        return GoldenSession.all().stream()
                .map(session -> DynamicTest.dynamicTest(session.name(), () -> playAgainstCompanion(session)));
    }

    private static void playAgainstPump(GoldenSession session) {
        VirtualTime time = new VirtualTime(GoldenRig.START);
        WireKind kind = session.head().get("link").equals("wire") ? WireKind.SERIAL : WireKind.CONNECTION;
        List<String> said = new ArrayList<>();
        ScriptedLink[] link = {new ScriptedLink(said, time, session.number("latency"))};
        try (EmulatedPump pump = GoldenRig.pump(time, session)) {
            int heard = 0;
            for (Step step : session.steps()) {
                advance(time, step.atMs());
                switch (step.who()) {
                    case "open" -> {
                        link[0].cut(); // the one before, where it stands still
                        link[0] = new ScriptedLink(said, time, session.number("latency"));
                        pump.attach(link[0], kind);
                    }
                    case "cut", "closed" -> link[0].cut();
                    case "companion", "other" -> {
                        if (!step.lost()) {
                            link[0].hears(List.of(step.bytes()));
                        }
                    }
                    case "pump" -> {
                        if (step.verb().equals("says")) {
                            time.runDue();
                            assertThat(said.size())
                                    .as("the pump says at %s", step)
                                    .isGreaterThan(heard);
                            assertThat(said.get(heard++)).as("%s", step).isEqualTo(step.argument());
                        } else {
                            GoldenRig.act(pump, step.verb(), step.argument());
                        }
                    }
                    default -> {
                        // listens, active: the companion's side only
                    }
                }
                time.runDue();
            }
            assertThat(said.subList(heard, said.size()))
                    .as("said beyond the file")
                    .isEmpty();
        }
    }

    private static void playAgainstCompanion(GoldenSession session) {
        VirtualTime time = new VirtualTime(GoldenRig.START);
        List<String> said = new ArrayList<>();
        List<ScriptedLink> links = new ArrayList<>();
        Connector[] companion = new Connector[1];
        try (Journal journal = Journal.inMemory()) {
            boolean listens = false;
            String previous = "";
            int heard = 0;
            for (Step step : session.steps()) {
                advance(time, step.atMs());
                switch (step.who()) {
                    case "listens" -> listens = true;
                    case "active" -> {
                        listens = false;
                        if (companion[0] != null) {
                            companion[0].close();
                            companion[0] = null;
                        }
                    }
                    case "open" -> {
                        if (companion[0] == null) {
                            Connector.Builder builder = GoldenRig.companion(time, session, journal, () -> {
                                links.add(new ScriptedLink(said, time, session.number("latency")));
                                return links.get(links.size() - 1);
                            });
                            companion[0] = (listens ? builder.listenOnly() : builder).open();
                        }
                    }
                    case "cut" -> links.get(links.size() - 1).cut();
                    case "closed" ->
                        assertThat(links.get(links.size() - 1).isOpen())
                                .as("link at %s", step)
                                .isFalse();
                    case "companion" -> {
                        assertThat(said.size())
                                .as("the companion says at %s", step)
                                .isGreaterThan(heard);
                        assertThat(said.get(heard++)).as("%s", step).isEqualTo(step.argument());
                    }
                    case "pump" -> {
                        boolean says = step.verb().equals("says");
                        boolean together = previous.equals("pump says " + step.atMs());
                        if (says && !together) {
                            links.get(links.size() - 1).hears(session.together(step));
                        }
                    }
                    default -> {
                        // what another companion says is not heard on this side
                    }
                }
                previous = step.who() + " " + step.verb() + " " + step.atMs();
                time.runDue();
            }
            assertThat(said.subList(heard, said.size()))
                    .as("said beyond the file")
                    .isEmpty();
            assertThat(GoldenRig.kept(journal)).isEqualTo(session.kept());
        }
    }

    private static void advance(VirtualTime time, long atMs) {
        Duration ahead = Duration.between(time.instant(), GoldenRig.START.plusMillis(atMs));
        if (!ahead.isNegative()) {
            time.advance(ahead);
        }
    }
}

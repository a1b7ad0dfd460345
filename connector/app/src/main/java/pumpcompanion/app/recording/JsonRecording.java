package pumpcompanion.app.recording;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pumpcompanion.emulator.replay.Recording;
import pumpcompanion.proto.v1.EventRecord;
import pumpcompanion.proto.v1.Identity;
import pumpcompanion.proto.v1.PumpDescribed;

/** Reads JSON Lines, each a record. They know the pump's name only, and no epochs. */
final class JsonRecording {

    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private JsonRecording() {}

    static Recording read(Path file, @Nullable String wanted) throws IOException {
        Map<String, LogBuilder> logs = new LinkedHashMap<>();
        Map<String, PumpDescribed> described = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    EventRecord record = record(file, number, line);
                    logs.computeIfAbsent(record.getPump(), name -> new LogBuilder())
                            .add(record);
                    if (record.hasDescribed()) {
                        described.put(record.getPump(), record.getDescribed());
                    }
                }
            }
        } catch (java.nio.charset.CharacterCodingException binary) {
            throw new IllegalArgumentException(
                    file + " is no text and no journal (expected lines that 'companion history --json' printed)",
                    binary);
        }
        List<String> names = new ArrayList<>(logs.keySet());
        String name = Recordings.choose(file, names, wanted);
        PumpDescribed about = described.getOrDefault(name, PumpDescribed.getDefaultInstance());
        return new Recording(
                Identity.newBuilder().setSerial(name).build(),
                about.getConstruction(),
                about.getReportsList(),
                logs.getOrDefault(name, new LogBuilder()).build(Map.of()));
    }

    private static EventRecord record(Path file, int number, String line) {
        EventRecord.Builder record = EventRecord.newBuilder();
        try {
            PARSER.merge(line, record);
        } catch (InvalidProtocolBufferException none) {
            throw wrong(file, number, line, none);
        }
        if (record.getPump().isEmpty()) {
            throw wrong(file, number, line, null);
        }
        return record.build();
    }

    private static IllegalArgumentException wrong(Path file, int number, String line, @Nullable Throwable cause) {
        String shown = line.length() <= 60 ? line : line.substring(0, 60) + "…";
        return new IllegalArgumentException(
                file + " line " + number + ": found " + shown
                        + " (expected a record as 'companion history --json' prints it)",
                cause);
    }
}

package pumpcompanion.connector.catalogue;

import java.util.Arrays;
import java.util.Optional;

/** A field of a set or cartridge that has sources of its own. */
public enum Field {
    MANUFACTURER("manufacturer", "maker", ""),
    PUMP("pump", "pump", ""),
    CAPACITY("capacityUnits", "capacity", "U"),
    CANNULA_MATERIAL("cannulaMaterial", "cannula", ""),
    INSERTION("insertion", "insertion", ""),
    ENTRY_ANGLE("entryAngleDegrees", "entry angle", "degrees"),
    CANNULA_LENGTHS("cannulaLengthsMm", "cannula length", "mm"),
    CANNULA_FILL("cannulaFillUnits", "cannula fill", "mm"),
    TUBING_LENGTHS_CM("tubingLengthsCm", "tubing length", "cm"),
    TUBING_LENGTHS_INCHES("tubingLengthsInches", "tubing length", "in"),
    TUBING_FILL("tubingFillUnits", "tubing fill", "cm"),
    CONNECTOR("connector", "connector", ""),
    QUICK_DISCONNECT("quickDisconnect", "quick-disconnect", ""),
    MAX_WEAR("maxWearHours", "wear limit", "h");

    private final String key;
    private final String words;
    private final String unit;

    Field(String key, String words, String unit) {
        this.key = key;
        this.words = words;
        this.unit = unit;
    }

    /** Its name in the catalogue's file. */
    public String key() {
        return key;
    }

    /** Its name for people; at most 16 characters. */
    public String words() {
        return words;
    }

    /** The unit of its figures; of fills, the unit of the lengths. Empty where it holds none. */
    String unit() {
        return unit;
    }

    /** The field of that name in the catalogue's file. */
    public static Optional<Field> of(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }
}

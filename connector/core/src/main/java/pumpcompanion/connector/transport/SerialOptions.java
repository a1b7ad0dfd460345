package pumpcompanion.connector.transport;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a serial line is set: the options of an address such as {@code serial:/dev/ttyACM0?baud=115200&dtr=off}.
 *
 * @param baud bits per second, range [50, 12 000 000]; default 115 200
 * @param dataBits range [5, 8]; default 8, which binary frames need
 * @param parity default none
 * @param stopBits default one
 * @param flow default none
 * @param dtr whether the line DTR is raised; default on, because many USB devices stay silent without it. Off keeps
 *     boards of the Arduino kind from starting anew each time the port is opened, where the driver allows that
 * @param rts whether the line RTS is raised; default on
 */
public record SerialOptions(
        int baud, int dataBits, Parity parity, StopBits stopBits, Flow flow, boolean dtr, boolean rts) {

    private static final int LOWEST_BAUD = 50;
    private static final int HIGHEST_BAUD = 12_000_000;
    private static final int DEFAULT_BAUD = 115_200;
    private static final List<String> NAMES =
            List.of("baud", "databits", "parity", "stopbits", "flow", "dtr", "rts", "name");

    /** The bit that is sent beside the data to find some errors; frames carry a CRC, so it is not needed. */
    public enum Parity {
        /** Not sent. */
        NONE,
        /** Makes the number of ones odd. */
        ODD,
        /** Makes the number of ones even. */
        EVEN,
        /** Always one. */
        MARK,
        /** Always zero. */
        SPACE
    }

    /** How long the line rests behind each character. */
    public enum StopBits {
        /** One bit. */
        ONE("1", 1),
        /** One and a half. */
        ONE_AND_A_HALF("1.5", 1.5),
        /** Two. */
        TWO("2", 2);

        private final String text;
        private final double bits;

        StopBits(String text, double bits) {
            this.text = text;
            this.bits = bits;
        }
    }

    /** How either side is held back. XON/XOFF is not among them: it takes two byte values out of binary frames. */
    public enum Flow {
        /** Not at all. */
        NONE,
        /** By the lines RTS and CTS. */
        RTSCTS,
        /** By the lines DTR and DSR; not on Linux and macOS, whose drivers have none. */
        DSRDTR
    }

    /** 115 200 baud, 8N1, no flow control, DTR and RTS on. */
    public static SerialOptions defaults() {
        return new SerialOptions(DEFAULT_BAUD, 8, Parity.NONE, StopBits.ONE, Flow.NONE, true, true);
    }

    /**
     * Reads the options of an address.
     *
     * @throws IllegalArgumentException if one is unknown or has a value that is not allowed; the message names option,
     *     value and what is allowed
     */
    static SerialOptions of(LinkAddress address) {
        for (String option : address.options().keySet()) {
            if (!NAMES.contains(option)) {
                throw new IllegalArgumentException(
                        "unknown option '" + option + "' in " + address + " (expected one of " + NAMES + ")");
            }
        }
        return new SerialOptions(
                number(address, "baud", DEFAULT_BAUD, LOWEST_BAUD, HIGHEST_BAUD),
                number(address, "databits", 8, 5, 8),
                choice(address, "parity", Parity.NONE, Parity.values(), SerialOptions::lower),
                choice(address, "stopbits", StopBits.ONE, StopBits.values(), bits -> bits.text),
                choice(address, "flow", Flow.NONE, Flow.values(), SerialOptions::lower),
                line(address, "dtr"),
                line(address, "rts"));
    }

    /** How many characters the line carries in a second, each with its start, data, parity and stop bits. */
    long bytesPerSecond() {
        double bitsPerByte = 1 + dataBits + (parity == Parity.NONE ? 0 : 1) + stopBits.bits;
        return Math.max(1, (long) (baud / bitsPerByte));
    }

    private static int number(LinkAddress address, String option, int byDefault, int lowest, int highest) {
        String text = address.options().get(option);
        if (text == null) {
            return byDefault;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= lowest && value <= highest) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw refused(address, option, "a whole number from " + lowest + " to " + highest);
    }

    private static <T> T choice(LinkAddress address, String option, T byDefault, T[] values, Function<T, String> word) {
        String text = address.options().get(option);
        if (text == null) {
            return byDefault;
        }
        for (T value : values) {
            if (word.apply(value).equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw refused(
                address, option, Arrays.stream(values).map(word).collect(Collectors.joining(", ", "one of ", "")));
    }

    private static boolean line(LinkAddress address, String option) {
        return choice(address, option, true, new Boolean[] {true, false}, on -> on ? "on" : "off");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException refused(LinkAddress address, String option, String allowed) {
        Map<String, String> options = address.options();
        return new IllegalArgumentException("option " + option + "=" + options.get(option) + " in " + address
                + " is not understood (expected " + allowed + ")");
    }
}

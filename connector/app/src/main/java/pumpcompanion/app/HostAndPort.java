package pumpcompanion.app;

import java.util.function.Function;

/**
 * Where to listen.
 *
 * @param host name or address, IPv6 without brackets
 * @param port range [0, 65535]
 */
record HostAndPort(String host, int port) {

    /**
     * Reads {@code 7000}, {@code localhost:7000} or {@code [::1]:7000}.
     *
     * @param text what was typed
     * @param host where none is named
     * @param misuse makes the exception that is thrown for anything else
     */
    static HostAndPort parse(String text, String host, Function<String, RuntimeException> misuse) {
        int colon = text.lastIndexOf(':');
        String named = colon < 0 ? host : text.substring(0, colon);
        String bare = named.startsWith("[") && named.endsWith("]") ? named.substring(1, named.length() - 1) : named;
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (!bare.isBlank() && port >= 0 && port <= 65_535) {
                return new HostAndPort(bare, port);
            }
        } catch (NumberFormatException noPort) {
            // said below
        }
        throw misuse.apply("'" + text + "' is no address to listen at (expected PORT or HOST:PORT, port 0 to 65535)");
    }

    /** What a companion connects to. */
    String uri(int listening) {
        return "tcp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listening;
    }
}

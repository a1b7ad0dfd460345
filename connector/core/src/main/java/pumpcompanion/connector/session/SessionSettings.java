package pumpcompanion.connector.session;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a session is told at its beginning.
 *
 * @param companionName sent in Hello, at most 32 bytes
 * @param pumpName the name its user gave the pump; null to go by its serial number
 * @param linkName what the link is called, for records heard before anyone says who speaks
 * @param listenOnly whether nothing may be sent
 * @param random draws session numbers and the waits that must differ between two companions
 */
public record SessionSettings(
        String companionName, @Nullable String pumpName, String linkName, boolean listenOnly, RandomGenerator random) {}

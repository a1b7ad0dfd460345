package pumpcompanion.emulator.fault;

/**
 * A fault that is switched on.
 *
 * @param fault as it was written
 * @param acted how often it did its thing since then, over all links: frames lost, bits turned round, times cut
 */
public record FaultStatus(FaultSpec fault, long acted) {}

/**
 * Stories that a pump plays, with what is expected of it, read from YAML: {@code Scenario.named("shower").play(pump)}. May
 * import the packages beside this one, the pump itself, and snakeyaml-engine; nothing of the emulator imports this one.
 * Scenarios are immutable; a {@link pumpcompanion.emulator.scenario.ScenarioRun} is guarded by its pump.
 *
 * <p>The grammar stands in the enums {@code ActionWord}, {@code ExpectationWord}, {@code PumpKey}, {@code StepKey} and
 * {@code Slot}; the JSON schema for editors and the tables of SCENARIOS.md are made from them.
 */
@NullMarked
package pumpcompanion.emulator.scenario;

import org.jspecify.annotations.NullMarked;

package pumpcompanion.emulator.scenario;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param column from 1
 */
record Where(int line, int column) {}

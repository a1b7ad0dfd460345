/**
 * What a test of a program that talks to a pump needs: a pump with its time and wire in one, checks of what the program
 * did, and evidence when one fails. Needs no test framework. May import all packages of the emulator but {@code junit5}.
 * Objects may be used from any thread.
 */
@NullMarked
package pumpcompanion.emulator.testkit;

import org.jspecify.annotations.NullMarked;

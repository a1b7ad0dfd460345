/**
 * The catalogue of real infusion sets, cartridges, places on the body and rules of thumb: each figure with its source, and
 * figures that have none kept apart, as text only, so that no check can use them.
 *
 * <p>Read once out of a resource of this jar, immutable, usable on any thread. May import the messages of
 * {@code pumpcompanion.proto.v1}, gson and the JDK; no other room of the connector. None of its figures is for dosing.
 */
@NullMarked
package pumpcompanion.connector.catalogue;

import org.jspecify.annotations.NullMarked;

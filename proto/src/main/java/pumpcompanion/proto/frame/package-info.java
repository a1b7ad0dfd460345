/**
 * Frames: payloads to bytes and back, on a wire that may damage anything. Rules W-1 to W-13 of {@code proto/README.md}.
 *
 * <p>Plain JDK code: it knows no message, role, thread, clock or socket and may import nothing of the project. Objects
 * here belong to one thread at a time.
 */
@NullMarked
package pumpcompanion.proto.frame;

import org.jspecify.annotations.NullMarked;

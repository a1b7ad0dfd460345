package pumpcompanion.connector.catalogue;

/**
 * At what angle to the skin a cannula goes in.
 *
 * @param minDegrees range [1, maxDegrees]
 * @param maxDegrees range [minDegrees, 90]; 90 is straight in
 */
public record AngleRange(int minDegrees, int maxDegrees) {

    /** For people, without the unit: {@code 90} or {@code 30-45}. */
    public String text() {
        return minDegrees == maxDegrees ? Integer.toString(minDegrees) : minDegrees + "-" + maxDegrees;
    }
}

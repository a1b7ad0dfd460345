import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of one module that match a pattern. Unlike JMH's own main it is content where none does, so that
 * {@code -am} may pass through modules that have other benchmarks. Arguments: pattern, file for the results as JSON.
 */
class Bench {
    public static void main(String[] arguments) throws Exception {
        try {
            new Runner(new OptionsBuilder()
                            .include(arguments[0])
                            .shouldFailOnError(true)
                            .resultFormat(ResultFormatType.JSON)
                            .result(arguments[1])
                            .build())
                    .run();
        } catch (org.openjdk.jmh.runner.NoBenchmarksException none) {
            System.out.println("no benchmark of this module matches " + arguments[0]);
        }
    }
}

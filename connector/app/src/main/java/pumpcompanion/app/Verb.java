package pumpcompanion.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all verbs have. Verbs hold options only, so that making one starts nothing. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 80,
        footerHeading = "%nExamples:%n")
abstract class Verb implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    /** Does it. Returns one of {@link ExitCode}. */
    @Override
    public abstract Integer call() throws Exception;

    Terminal terminal() {
        return spec.root().userObject() instanceof Main main ? main.terminal() : Terminal.PIPE;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Takes whole lines from any thread, each at once. */
    Lines lines() {
        return new Lines(out());
    }

    /** Wrong usage that the parser cannot see. */
    ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}

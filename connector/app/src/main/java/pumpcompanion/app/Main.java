package pumpcompanion.app;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import pumpcompanion.connector.journal.JournalException;

/** The program {@code companion}. */
@Command(
        name = "companion",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "VERB",
        description =
                "Reads insulin pumps without losing a record, and tells the state of every part of the infusion set.",
        commandListHeading = "%nVerbs:%n",
        subcommands = {
            DemoVerb.class,
            ConnectVerb.class,
            EmulateVerb.class,
            PortsVerb.class,
            StatusVerb.class,
            HistoryVerb.class,
            SitesVerb.class,
            NoteVerb.class,
            SettingsVerb.class,
            ReplayVerb.class,
            SetsVerb.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, also after Ctrl-C", "1:the answer is no", "2:could not run"},
        footer = {
            "",
            "Examples:",
            "  companion demo                          see what it does",
            "  companion emulate --speed 60            a pump to try things on",
            "  companion connect tcp://localhost:7000  keep all that a pump writes",
            "  companion status                        what state the set is in",
            "  companion VERB --help                   more about a verb",
            "",
            "Engineering and research only; not a medical device."
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Terminal terminal;

    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.detect();
        Stop.listen();
        CommandLine program = program(terminal);
        PrintWriter out = terminal.out();
        PrintWriter err = terminal.err();
        program.setOut(out).setErr(err);
        int code = program.execute(arguments);
        out.flush();
        System.exit(code);
    }

    /** The program, ready to be executed. */
    static CommandLine program(Terminal terminal) {
        CommandLine program = new CommandLine(new Main(terminal));
        CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
        program.addSubcommand("completion", completion);
        completion
                .getCommandSpec()
                .usageMessage()
                .description("Prints a script that completes verbs and options in bash or zsh.")
                .footer("", "Example:", "  source <(companion completion)");
        program.setColorScheme(
                CommandLine.Help.defaultColorScheme(terminal.ink().colour() ? Ansi.ON : Ansi.OFF));
        program.setExecutionExceptionHandler((e, command, result) -> failed(e, command));
        program.setParameterExceptionHandler((e, arguments) -> misused(e));
        return program;
    }

    Terminal terminal() {
        return terminal;
    }

    /** No verb: there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no verb (expected one of the verbs below)");
    }

    private static int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("companion: " + oneLine(e.getMessage()));
        if (command.getParent() == null && !(e instanceof CommandLine.UnmatchedArgumentException)) {
            command.usage(err);
        } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return ExitCode.COULD_NOT_RUN;
    }

    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (e instanceof Trouble || e instanceof JournalException || e instanceof UncheckedIOException) {
            err.println("companion: " + oneLine(e.getMessage()));
        } else {
            // a bug, and the only case in which a stack trace helps
            err.println("companion: this should not happen; please report it with what follows");
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.COULD_NOT_RUN;
    }

    private static String oneLine(@org.jspecify.annotations.Nullable String message) {
        return message == null ? "no message" : String.join(" ", Arrays.asList(message.split("\\R")));
    }
}

package link.box.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * {@code start --data DIR [--config FILE]} runs an image until it is told to stop; {@code status [--json] --data DIR} asks one that runs;
 * {@code add-phone --data DIR} lets apps find one that runs;
 * {@code reset-users --data DIR} makes one that runs forget its users;
 * {@code check}, {@code apply} and {@code rollback --data DIR} update one that runs by hand;
 * {@code readmit NAME --data DIR} lets a bundle in again that was left out.
 */
public final class Main {
    private static final int USAGE = 2;

    private Main() {
    }

    /**
     * Exit code 0: stopped as told; 1: it could not start or run; 2: wrong usage or settings.
     *
     * @param words see {@link Main}
     */
    public static void main(String[] words) {
        try {
            run(new Arguments(words));
        } catch (SettingsException | IllegalArgumentException e) {
            fail(e.getMessage(), USAGE);
        } catch (Exception e) {
            fail(e.getMessage() == null ? e.toString() : e.getMessage(), 1);
        }
    }

    private static void run(Arguments arguments) throws Exception {
        switch (arguments.command()) {
            case "start" -> start(Path.of(System.getProperty("box.home")), arguments);
            case "status" -> System.out.print(Control.ask(arguments.data(), arguments.json() ? "status --json" : "status"));
            case "add-phone" -> System.out.print(done(Control.ask(arguments.data(), "add-phone")));
            case "reset-users" -> resetUsers(arguments.data());
            case "check", "apply", "rollback" -> System.out.print(done(Control.ask(arguments.data(), arguments.command())));
            case "readmit" -> readmit(arguments);
            default -> throw new IllegalArgumentException("unknown command \"" + arguments.command() + "\"; " + Arguments.USAGE);
        }
    }

    private static String done(String answer) throws IOException {
        if (answer.startsWith("error: ")) {
            throw new IOException(answer.strip());
        }
        return answer;
    }

    /** What cannot be undone is typed in full. */
    private static void resetUsers(Path data) throws IOException {
        System.out.print("This removes all users of the Box, logs out all browsers and disconnects all apps. Its name and its certificate stay,\n"
                + "and it waits to be set up again. Type \"reset-users\" to go on: ");
        System.out.flush();
        String typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (!"reset-users".equals(typed == null ? "" : typed.strip())) {
            throw new IOException("nothing was done");
        }
        System.out.print(done(Control.ask(data, "reset-users")));
    }

    private static void readmit(Arguments arguments) throws IOException {
        Path directory = Sets.directory(arguments.data());
        if (!new Quarantine(directory).readmit(arguments.name())) {
            throw new IOException("no bundle " + arguments.name() + " is left out; bin/box status names those that are");
        }
        System.out.println(arguments.name() + " is let in again: it is started when the Box is started the next time");
    }

    private static void start(Path home, Arguments arguments) throws Exception {
        Path file = arguments.config().orElse(new Image(home).configuration());
        Path data = arguments.data();
        Control.checkLength(data);
        try (DataLock lock = new DataLock(data)) {
            String after = System.getProperty("box.after");
            if (after != null) {
                endWithScript();
            }
            new Launcher(home, file, data, LastEnd.of(after == null ? "" : after), after != null).run();
        }
    }

    /** A start script that waits for this program is what others see of it: without it nobody could end it. */
    private static void endWithScript() {
        ProcessHandle.current().parent().ifPresent(script -> script.onExit().thenRun(() -> fail("the start script is gone: ending, too", 1)));
    }

    private static void fail(String message, int code) {
        System.err.println(message);
        System.exit(code);
    }
}

package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, which ends. */
class ExitingTest {
    /** Says in its hook why it ends. */
    static final class Program {
        private Program() {
        }

        /** With "exit" it exits by itself, with another word as the launcher does; else it waits for a signal. */
        public static void main(String[] words) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.print(Exiting.byBundle().isPresent())));
            System.out.print("ready ");
            System.out.flush();
            if (words.length > 0 && words[0].equals("exit")) {
                System.exit(1);
            } else if (words.length > 0) {
                Main.main(words);
            }
            Thread.sleep(60_000);
        }
    }

    private static Process program(String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                Path.of("target/classes") + ":" + Path.of("target/test-classes"), Program.class.getName());
        builder.command().addAll(List.of(words));
        return builder.redirectErrorStream(true).start();
    }

    private static String end(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(10, TimeUnit.SECONDS);
        return said;
    }

    @Test
    void a_bundle_that_exits_is_told_from_a_signal() throws Exception {
        assertEquals("ready true", end(program("exit")));
    }

    @Test
    void the_launcher_may_exit() throws Exception {
        assertTrue(end(program("--wrong")).endsWith("false"));
    }

    @Test
    void a_signal_is_no_exit_of_the_program() throws Exception {
        Process process = program();
        assertEquals('r', process.getInputStream().read());
        process.getInputStream().readNBytes(5);
        process.toHandle().destroy(); // its output stays open
        assertEquals("false", end(process));
    }
}

package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the start script does by itself: there is no Java in this image. */
class LaunchTest {
    @TempDir
    Path home;

    private String said;

    @BeforeEach
    void image() throws Exception {
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/jvm.flags"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("../assembly/src/main/bin/launch"), home.resolve("bin/launch"));
    }

    private int run(String image, String word) throws Exception {
        Files.writeString(home.resolve("lib/image.name"), image + "\n");
        ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("bin/launch").toString(), word).redirectErrorStream(true);
        builder.environment().put("BOX_JAVA", "false");
        builder.environment().put("CLOUD_JAVA", "false");
        Process process = builder.start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void help_is_a_line_for_each_command(String word) throws Exception {
        assertEquals(0, run("box", word));
        for (String command : List.of("start", "status", "add-phone", "reset-users", "check", "apply", "rollback", "readmit", "discover")) {
            assertTrue(said.contains(command + " "), said);
        }
        assertEquals(9, said.lines().count());
        assertEquals(0, run("cloud", word));
        assertEquals(1, said.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "add-phone", "reset-users", "check", "apply", "rollback", "readmit"})
    void a_cloud_refuses_what_only_a_box_can(String word) throws Exception {
        assertEquals(1, run("cloud", word));
        assertEquals("a cloud has no " + word + ": it tells its story in its log\n", said);
    }

    @Test
    void everything_else_is_for_java() throws Exception {
        assertEquals(1, run("box", "status"));
        assertEquals("", said);
    }

    /** A Box whose program is this shell script. */
    private Process box(String program) throws Exception {
        Files.writeString(home.resolve("lib/image.name"), "box\n");
        Path java = home.resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + program);
        java.toFile().setExecutable(true);
        // whoever starts the tests in the background has them ignore SIGINT, which a shell then cannot trap
        String launch = home.resolve("bin/launch").toString();
        ProcessBuilder builder = new ProcessBuilder("env", "--default-signal", "sh", launch, "start", "--data", "data")
                .redirectErrorStream(true).directory(home.toFile());
        builder.environment().put("BOX_JAVA", java.toString());
        return builder.start();
    }

    private static void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    private int end(Process process) throws Exception {
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 137})
    void a_box_that_ends_is_not_started_again_and_its_exit_code_is_handed_on(int code) throws Exception {
        assertEquals(code, end(box("echo once; exit " + code + "\n")));
        assertEquals("once\n", said);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 75})
    void a_box_that_hangs_or_has_no_memory_left_is_started_again_and_told_of_it(int code) throws Exception {
        String program = "case \"$*\" in *-Dbox.after=CODE' '*) exit 0;; *-Dbox.after=' '*) exit CODE;; *) exit 9;; esac\n";
        assertEquals(0, end(box(program.replace("CODE", String.valueOf(code)))));
        assertEquals("the Box ended with exit code " + code + " and is started again in 0 s\n", said);
    }

    /** A journal on the Box's disk; its program settles or gives up at the third start. */
    private Process trial(String journal, int code) throws Exception {
        Path file = home.resolve("data/link.box.ota/journal");
        Files.createDirectories(file.getParent());
        Files.writeString(file, journal);
        return box("echo x >>starts; [ $(wc -l <starts) = 3 ] && echo 'state: SETTLED' >data/link.box.ota/journal; exit " + code + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 134, 137, 139})
    void a_set_on_trial_is_started_again_after_any_end_until_it_is_given_up(int code) throws Exception {
        assertEquals(code, end(trial("state: TRIAL\ntries: 1\n", code)));
        assertEquals(3, Files.readAllLines(home.resolve("starts")).size(), said);
        assertEquals(List.of("0", "1"), said.lines().map(line -> line.replaceAll(".* in ([0-9]+) s", "$1")).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 134, 137, 139})
    void a_change_that_is_on_its_way_is_cut_off_by_any_end_and_the_box_started_again(int code) throws Exception {
        assertEquals(code, end(trial("state: APPLYING\ntries: 0\n", code)));
        assertEquals(3, Files.readAllLines(home.resolve("starts")).size(), said);
    }

    @ParameterizedTest
    @ValueSource(ints = {134, 137, 139})
    void what_came_hot_and_crashes_is_started_again(int code) throws Exception {
        assertEquals(code, end(trial("state: TRIAL\ntries: 0\n", code)));
        assertEquals(3, Files.readAllLines(home.resolve("starts")).size(), said);
    }

    @ParameterizedTest
    @CsvSource({"APPLYING,0", "APPLYING,1", "TRIAL,0", "TRIAL,1"})
    void an_orderly_end_wrong_settings_and_a_signal_to_the_program_are_the_end_of_a_new_set_too(String state, int tries) throws Exception {
        for (int code : new int[] {0, 2, 129, 130, 143}) {
            Files.deleteIfExists(home.resolve("starts"));
            assertEquals(code, end(trial("state: " + state + "\ntries: " + tries + "\n", code)));
            assertEquals(1, Files.readAllLines(home.resolve("starts")).size(), said);
        }
    }

    @ParameterizedTest
    @CsvSource({"TRIAL,0,1", "SETTLED,0,1", "SETTLED,0,139"})
    void what_is_settled_or_came_hot_and_does_not_crash_is_not_started_again(String state, int tries, int code) throws Exception {
        assertEquals(code, end(trial("state: " + state + "\ntries: " + tries + "\n", code)));
        assertEquals(1, Files.readAllLines(home.resolve("starts")).size(), said);
    }

    @Test
    void a_box_that_hangs_again_and_again_is_started_later_each_time() throws Exception {
        assertEquals(0, end(box("echo x >>tries; [ $(wc -l <tries) = 4 ] && exit 0; exit 75\n")));
        assertEquals(List.of("0", "1", "3"), said.lines().map(line -> line.replaceAll(".* in ([0-9]+) s", "$1")).toList());
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130", "HUP,129"})
    void a_signal_reaches_the_program_and_its_end_is_waited_for(String signal, int code) throws Exception {
        Process process = box("trap 'sleep 0.3; echo ended; exit 143' TERM\necho ready\nwhile :; do sleep 0.1; done\n");
        assertEquals('r', process.getInputStream().read());
        signal(process, signal);
        assertEquals(code, end(process));
        assertTrue(said.endsWith("ended\n"), said);
    }

    @Test
    void a_box_that_waits_to_be_started_again_can_be_ended() throws Exception {
        Process process = box("echo x >>tries; [ $(wc -l <tries) = 3 ] && echo ready; exit 75\n");
        Files.writeString(home.resolve("tries"), "x\nx\n");
        while (process.getInputStream().read() != 'r') {
            assertTrue(process.isAlive());
        }
        Thread.sleep(300);
        signal(process, "TERM");
        assertEquals(143, end(process));
    }
}

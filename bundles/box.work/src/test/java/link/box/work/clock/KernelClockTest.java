package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs are small scripts below a root of the test's own; what they print was seen from the real ones. */
class KernelClockTest {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final String BUSYBOX = "bin/busybox";
    private static final String TIMEDATECTL = "usr/bin/timedatectl";
    private static final String CHRONYC = "usr/bin/chronyc";

    @TempDir
    Path root;

    @Test
    void with_no_program_at_all_nobody_can_say() throws Exception {
        Word word = ask();
        assertEquals(Word.Kind.MUTE, word.kind());
        assertTrue(word.remedy().contains("chronyc") && word.remedy().contains("clock.source"), word.remedy());
    }

    @Test
    void a_busybox_without_adjtimex_is_none() throws Exception {
        program(BUSYBOX, "echo 'adjtimex: applet not found' >&2; exit 127");
        assertEquals(Word.Kind.MUTE, ask().kind());
    }

    @Test
    void the_kernels_largest_error_tells() throws Exception {
        program(BUSYBOX, adjtimex(15_999_999, 64));
        says(Word.Kind.YES, "NTP has synchronised it (busybox adjtimex)");
        program(BUSYBOX, adjtimex(16_000_000, 0));
        says(Word.Kind.NO, "NTP has not synchronised it (busybox adjtimex)");
    }

    @Test
    void each_program_is_understood() throws Exception {
        program("sbin/adjtimex", "[ $1 = --print ] && printf '         mode: 0\\n     maxerror: 500\\n return value = 0\\n'");
        says(Word.Kind.YES, "NTP has synchronised it (adjtimex)");
        Files.delete(root.resolve("sbin/adjtimex"));
        program(TIMEDATECTL, "[ \"$*\" = 'show -p NTPSynchronized --value' ] && echo yes");
        says(Word.Kind.YES, "NTP has synchronised it (timedatectl)");
        program(TIMEDATECTL, "echo no");
        says(Word.Kind.NO, "NTP has not synchronised it (timedatectl)");
        Files.delete(root.resolve(TIMEDATECTL));
        program(CHRONYC, "[ \"$*\" = '-n tracking' ] && " + tracking("C0000201 (192.0.2.1)", "Normal"));
        says(Word.Kind.YES, "NTP has synchronised it (chronyc)");
        program(CHRONYC, tracking("00000000 ()", "Not synchronised"));
        says(Word.Kind.NO, "NTP has not synchronised it (chronyc)");
    }

    @Test
    void a_chrony_that_follows_its_own_clock_knows_nothing() throws Exception {
        program(CHRONYC, tracking("7F7F0101 ()", "Normal"));
        says(Word.Kind.NO, "NTP has not synchronised it (chronyc)");
    }

    @Test
    void the_first_that_answers_counts_and_who_fails_is_passed_over() throws Exception {
        program(BUSYBOX, "echo 'Operation not permitted'; exit 1");
        program(TIMEDATECTL, "echo 'Failed to connect to bus: Host is down'; exit 1");
        says(Word.Kind.NO, "nobody says whether NTP has synchronised it: busybox adjtimex failed: Operation not permitted");
        program(CHRONYC, "echo 'Leap status     : Normal'");
        says(Word.Kind.YES, "NTP has synchronised it (chronyc)");
        program(TIMEDATECTL, "echo no");
        says(Word.Kind.NO, "NTP has not synchronised it (timedatectl)");
    }

    @Test
    void rubbish_makes_no_sense_and_is_told_without_what_could_harm_a_terminal() throws Exception {
        program(TIMEDATECTL, "printf 'maybe\\033[2J\\nmore'");
        says(Word.Kind.NO, "nobody says whether NTP has synchronised it: timedatectl prints what makes no sense: maybe?[2J");
        program(TIMEDATECTL, "printf ''");
        says(Word.Kind.NO, "nobody says whether NTP has synchronised it: timedatectl prints what makes no sense: (nothing)");
        program(TIMEDATECTL, "printf '\\377\\376yes'");
        assertEquals(Word.Kind.NO, ask().kind());
    }

    @Test
    void endless_and_large_output_is_cut() throws Exception {
        program(TIMEDATECTL, "while :; do echo yes; done");
        says(Word.Kind.NO, "nobody says whether NTP has synchronised it: timedatectl show -p NTPSynchronized --value does not end");
        program(TIMEDATECTL, "i=0; while [ $i -lt 2000 ]; do echo yes; i=$((i+1)); done");
        says(Word.Kind.NO, "nobody says whether NTP has synchronised it: timedatectl show -p NTPSynchronized --value prints too much");
    }

    @Test
    void a_program_that_hangs_is_ended_with_its_children() throws Exception {
        program(TIMEDATECTL, "echo $$ > " + root.resolve("pid") + "; sleep 600 & echo $! > " + root.resolve("child") + "; wait");
        long start = System.nanoTime();
        says(Word.Kind.NO, "nobody says whether NTP has synchronised it: timedatectl show -p NTPSynchronized --value does not end");
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
        assertGone("pid");
        assertGone("child");
    }

    @Test
    void a_program_that_leaves_a_child_with_its_output_behind_holds_nobody() throws Exception {
        program(TIMEDATECTL, "sleep 600 & echo $! > " + root.resolve("child") + "; echo yes");
        says(Word.Kind.YES, "NTP has synchronised it (timedatectl)");
        long child = Long.parseLong(Files.readString(root.resolve("child")).strip());
        ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_program_gets_nothing_of_our_environment_and_no_input() throws Exception {
        program(TIMEDATECTL, "read -r line && exit 1; [ -z \"$HOME\" ] && [ \"$LC_ALL\" = C ] && echo yes");
        assertEquals(Word.Kind.YES, ask().kind());
    }

    @Test
    void the_mark_of_timesyncd_counts_for_an_hour() throws Exception {
        Path mark = root.resolve("run/systemd/timesync/synchronized");
        Files.createDirectories(mark.getParent());
        Files.createFile(mark);
        program(TIMEDATECTL, "echo no");
        Files.setLastModifiedTime(mark, FileTime.from(NOW.minus(Duration.ofMinutes(59))));
        says(Word.Kind.YES, "systemd-timesyncd has synchronised it");
        Files.setLastModifiedTime(mark, FileTime.from(NOW.minus(Duration.ofMinutes(61))));
        says(Word.Kind.NO, "NTP has not synchronised it (timedatectl)");
        Files.setLastModifiedTime(mark, FileTime.from(NOW.plus(Duration.ofDays(9))));
        says(Word.Kind.NO, "NTP has not synchronised it (timedatectl)");
    }

    /** What BusyBox 1.35 prints. */
    private static String adjtimex(int maxerror, int status) {
        return "[ $1 = adjtimex ] && printf '    mode:         0\\n-o  offset:       0 us\\n    maxerror:     " + maxerror
                + "\\n    esterror:     16000000\\n    status:       " + status + " (UNSYNC)\\n    return value: 5\\n'";
    }

    /** What chrony 4.3 prints. */
    private static String tracking(String reference, String leap) {
        return "printf 'Reference ID    : " + reference + "\\nStratum         : 3\\nLeap status     : " + leap + "\\n'";
    }

    private void assertGone(String file) throws Exception {
        long pid = Long.parseLong(Files.readString(root.resolve(file)).strip());
        ProcessHandle.of(pid).ifPresent(left -> left.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join());
    }

    private void program(String place, String script) throws Exception {
        Path file = root.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Word ask() throws InterruptedException {
        return new KernelClock(root).ask(NOW, 0);
    }

    private void says(Word.Kind kind, String text) throws InterruptedException {
        Word word = ask();
        assertEquals(text, word.text());
        assertEquals(kind, word.kind());
    }
}

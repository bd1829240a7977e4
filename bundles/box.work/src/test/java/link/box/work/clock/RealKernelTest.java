package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The programs of this very machine, as far as it has them. */
class RealKernelTest {
    @Test
    void this_machine_says_whether_it_is_synchronised() throws Exception {
        boolean any = Teller.ALL.stream().flatMap(teller -> teller.places().stream())
                .anyMatch(place -> Files.isExecutable(Path.of("/", place)));
        assumeTrue(any, "SKIPPED: neither busybox, adjtimex, timedatectl nor chronyc is installed");
        Word word = new KernelClock(Path.of("/")).ask(Instant.now(), System.nanoTime());
        System.out.println("this machine: " + word);
        assumeTrue(word.kind() != Word.Kind.MUTE && !word.text().startsWith("nobody says"), "SKIPPED: " + word.text());
        assertTrue(word.text().matches("systemd-timesyncd has synchronised it|NTP has( not)? synchronised it \\(.*\\)"), word.text());
    }
}

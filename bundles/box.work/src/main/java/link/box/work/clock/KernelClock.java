package link.box.work.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code clock.source = ntp}: believes what the kernel says about itself, adjtimex(2). A JVM cannot ask it, so small programs do, each
 * within 2 s; the first that answers counts. NTP clients of all kinds (systemd-timesyncd, chrony, ntpd, BusyBox's) tell the kernel.
 */
final class KernelClock implements Source {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Touched by systemd-timesyncd at each synchronisation, which comes every 34 minutes at the latest. */
    private static final String MARK = "run/systemd/timesync/synchronized";
    private static final Duration FRESH = Duration.ofHours(1);
    private static final String ASK_SOMEBODY = "install one of busybox with adjtimex, adjtimex, timedatectl or chronyc, "
            + "or set clock.source to http (and clock.servers) or system";
    private static final String SYNCHRONISE = "see that an NTP client runs and reaches its servers";

    private final Path root;

    /** @param root directory below which programs and files are looked for */
    KernelClock(Path root) {
        this.root = root;
    }

    @Override
    public Word ask(Instant wall, long nanos) throws InterruptedException {
        if (marked(wall)) {
            return Word.yes("systemd-timesyncd has synchronised it");
        }
        String failure = null;
        for (Teller teller : Teller.ALL) {
            try {
                return teller.ask(root, PATIENCE) ? Word.yes("NTP has synchronised it (" + teller.name() + ")")
                        : Word.no("NTP has not synchronised it (" + teller.name() + ")", SYNCHRONISE);
            } catch (Program.Absent e) {
                // another one may be there
            } catch (IOException e) {
                failure = failure == null ? e.getMessage() : failure;
            }
        }
        return failure == null ? Word.mute("no program here says whether NTP has synchronised it", ASK_SOMEBODY)
                : Word.no("nobody says whether NTP has synchronised it: " + failure, ASK_SOMEBODY);
    }

    private boolean marked(Instant wall) {
        try {
            Instant touched = Files.getLastModifiedTime(root.resolve(MARK)).toInstant();
            return Duration.between(touched, wall).abs().compareTo(FRESH) < 0;
        } catch (IOException e) {
            return false;
        }
    }
}

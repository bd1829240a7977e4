package link.box.ota;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import link.box.common.release.Journal;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import org.osgi.framework.Version;

/** Whether a release that its vendor has signed may be taken here and now (docs/adr/032). */
final class Rules {
    /** The vendor's clock and the Box's need not agree to the hour. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final String channel;
    private final Version launcher;
    private final Supplier<Map<String, Version>> running;

    /**
     * @param channel the name that it has to have
     * @param launcher the version of this one
     * @param running what runs now, by symbolic name
     */
    Rules(String channel, Version launcher, Supplier<Map<String, Version>> running) {
        this.channel = channel;
        this.launcher = launcher;
        this.running = running;
    }

    /**
     * @param earliest it is certainly later than that: the image was made then, or a release that is believed
     * @param now empty while the clock is not known
     * @throws Refused it may not; says why
     */
    void check(Release release, Journal journal, Instant earliest, Optional<Instant> now) throws Refused {
        String it = "release " + release.sequence();
        if (!release.channel().equals(channel)) {
            throw new Refused(it + " is for the channel " + release.channel() + ", and ota.name is " + channel,
                    "set ota.name, or point ota.channel to the right place");
        }
        if (release.sequence() < journal.highest()) {
            throw new Refused(it + " is offered, and " + journal.highest() + " was seen before: somebody shows this Box an old one",
                    "put the newest release back, or publish what is to run under a higher number");
        }
        dates(it, release, earliest, now.filter(earliest::isBefore));
        if (Version.parseVersion(release.launcher()).compareTo(launcher) > 0) {
            throw new Refused(it + " needs the launcher " + release.launcher() + ", and this image has " + launcher,
                    "flash a newer image");
        }
        if (release.sequence() != journal.current()) {
            downgrade(release);
        }
    }

    /** @param right the clock, if it can be right */
    private static void dates(String it, Release release, Instant earliest, Optional<Instant> right) throws Refused {
        if (right.isPresent() && release.released().isAfter(right.get().plus(AHEAD))) {
            throw new Refused(it + " says that it was made at " + release.released() + ", and it is " + right.get()
                    + ": believed, it would make each later one look expired",
                    "publish it again under a higher number, on a machine whose clock is right; or set the clock of this one");
        }
        if (!release.expires().isAfter(right.orElse(earliest))) {
            throw new Refused(it + " has expired at " + release.expires() + ": nothing was published since, or newer ones are withheld",
                    "look whether ota.channel is the vendor's, who has to publish before a release expires");
        }
    }

    private void downgrade(Release release) throws Refused {
        Map<String, Version> runs = running.get();
        for (NamedBundle bundle : release.bundles()) {
            Version now = runs.get(bundle.name());
            if (now != null && Version.parseVersion(bundle.version()).compareTo(now) < 0 && !release.downgrades().contains(bundle.name())) {
                throw new Refused("release " + release.sequence() + " has " + bundle.name() + " " + bundle.version() + ", older than " + now
                        + ", which runs, and does not say that it may be", "publish it with a higher version, or name it as a downgrade");
            }
        }
    }
}

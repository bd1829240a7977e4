package link.box.ota;

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
     * @param now empty while the clock is not known: then nothing has expired
     * @throws Refused it may not; says why
     */
    void check(Release release, Journal journal, Optional<Instant> now) throws Refused {
        String it = "release " + release.sequence();
        if (!release.channel().equals(channel)) {
            throw new Refused(it + " is for the channel " + release.channel() + ", and ota.name is " + channel,
                    "set ota.name, or point ota.channel to the right place");
        }
        if (release.sequence() < journal.highest()) {
            throw new Refused(it + " is offered, and " + journal.highest() + " was seen before: somebody shows this Box an old one",
                    "put the newest release back, or publish what is to run under a higher number");
        }
        if (now.isPresent() && !release.expires().isAfter(now.get())) {
            throw new Refused(it + " has expired at " + release.expires() + ": nothing was published since, or newer ones are withheld",
                    "look whether ota.channel is the vendor's, who has to publish before a release expires");
        }
        if (Version.parseVersion(release.launcher()).compareTo(launcher) > 0) {
            throw new Refused(it + " needs the launcher " + release.launcher() + ", and this image has " + launcher,
                    "flash a newer image");
        }
        if (release.sequence() != journal.current()) {
            downgrade(release);
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

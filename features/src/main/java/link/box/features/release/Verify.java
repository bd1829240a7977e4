package link.box.features.release;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import link.box.common.release.Archive;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseKeys;

/** {@code verify}: what a Box with these keys would say of a channel. */
final class Verify {
    static final Set<String> VALUED = Set.of("--channel", "--jwks");

    private Verify() {
    }

    static void run(Options options, PrintStream out) throws IOException {
        Channel channel = new Channel(Path.of(options.one("--channel")));
        ReleaseKeys keys = ReleaseKeys.chain(options.file("--jwks"), channel.keys());
        Release release = Release.parse(channel.payload(keys).orElseThrow(() -> new IOException("there is no release in this channel")));
        if (Instant.now().isAfter(release.expires())) {
            throw new IOException("release " + release.sequence() + " has expired on " + release.expires() + ": make the next one");
        }
        for (NamedBundle bundle : release.bundles()) {
            Archive.check(channel.bundle(bundle.sha256()), bundle);
        }
        try (ResolvedSet set = new ResolvedSet(release.bundles().stream().map(bundle -> channel.bundle(bundle.sha256())).toList())) {
            set.check();
        }
        out.println("a Box would take release " + release.sequence() + " of " + release.channel() + ", " + release.bundles().size()
                + " bundles, until " + release.expires() + "; changes of keys: " + keys.number());
    }
}

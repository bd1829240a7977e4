package link.box.features.release;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.common.release.Archive;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseKeys;
import link.box.common.release.SignedDocument;

/** {@code make}: the next release of a channel, out of an image. The channel is changed when all of it is known to be right. */
final class Make {
    static final Set<String> VALUED = Set.of("--image", "--channel", "--key", "--name", "--days", "--downgrade", "--launcher",
            "--released");
    static final Set<String> FLAGS = Set.of("--restart");

    private final Options options;
    private final PrintStream out;
    private final Channel channel;
    private final ImageContent image;
    private final Map<String, PrivateKey> signers = new LinkedHashMap<>();
    private final Map<String, PublicKey> believed = new LinkedHashMap<>();

    private Make(Options options, PrintStream out) throws IOException {
        this.options = options;
        this.out = out;
        this.channel = new Channel(Path.of(options.one("--channel")));
        this.image = new ImageContent(Path.of(options.one("--image")));
        for (Path file : options.files("--key")) {
            KeyFile key = KeyFile.read(file);
            signers.put(key.kid(), key.privateKey());
            believed.put(key.kid(), key.publicKey());
        }
        if (signers.isEmpty()) {
            throw new IllegalArgumentException("--key is missing");
        }
    }

    static void run(Options options, PrintStream out) throws IOException {
        Make make = new Make(options, out);
        Optional<byte[]> payload = make.channel.payload(make.checkSigners());
        Optional<Release> previous = payload.isEmpty() ? Optional.empty() : Optional.of(Release.parse(payload.get()));
        make.checkBundles();
        make.write(previous.isEmpty() ? make.first() : make.after(previous.get()));
    }

    /**
     * A Box that has the image's keys would have to believe one of these.
     *
     * @return the keys that the release before is believed by
     */
    private ReleaseKeys checkSigners() throws IOException {
        ReleaseKeys keys = ReleaseKeys.chain(image.keys(), channel.keys());
        if (keys.isEmpty()) {
            out.println("note: this image has no etc/release.jwks, so a Box that is flashed with it takes no release, and it cannot be told "
                    + "whether the key counts");
            return ReleaseKeys.of(believed, 0);
        }
        if (signers.keySet().stream().noneMatch(keys.keys()::containsKey)) {
            throw new IOException("no Box would believe this release: the keys that count are " + String.join(", ", keys.keys().keySet())
                    + ", and it would be signed by " + String.join(", ", signers.keySet()));
        }
        return keys;
    }

    private void checkBundles() throws IOException {
        for (NamedBundle bundle : image.bundles()) {
            Archive.check(image.jar(bundle), bundle);
        }
        try (ResolvedSet set = new ResolvedSet(image.bundles().stream().map(image::jar).toList())) {
            set.check();
        }
    }

    private Release first() throws IOException {
        out.println("the first release of this channel: " + image.bundles().size() + " bundles");
        return release(1, options.maybe("--name").orElse("stable"), image.launcher(), options.flag("--restart"), Set.of());
    }

    private Release after(Release previous) throws IOException {
        Difference difference = new Difference(previous, image.bundles());
        difference.lines().forEach(out::println);
        if (previous.bundles().equals(image.bundles())) {
            out.println("the bundles of release " + previous.sequence() + " as they are");
        }
        Set<String> kept = new HashSet<>(previous.downgrades());
        kept.retainAll(difference.ofOneVersion());
        checkDowngrades(difference, previous);
        return release(previous.sequence() + 1, name(previous), previous.launcher(), restart(previous, difference.changed()), kept);
    }

    private void checkDowngrades(Difference difference, Release previous) throws IOException {
        Set<String> older = difference.older();
        older.removeAll(options.all("--downgrade"));
        if (!older.isEmpty()) {
            throw new IOException(String.join(", ", older) + " would be older than in release " + previous.sequence()
                    + ", and no Box would take it; if it is meant: --downgrade NAME");
        }
    }

    private String name(Release previous) throws IOException {
        String name = options.maybe("--name").orElse(previous.channel());
        if (!name.equals(previous.channel())) {
            throw new IOException("the channel's name is " + previous.channel() + "; another one takes a directory of its own");
        }
        return name;
    }

    private boolean restart(Release previous, Set<String> changed) throws IOException {
        try (ResolvedSet set = new ResolvedSet(previous.bundles().stream().map(bundle -> channel.bundle(bundle.sha256())).toList())) {
            Optional<String> why = set.restart(changed);
            boolean wanted = options.flag("--restart");
            out.println(why.map(words -> "it takes a restart: " + words)
                    .orElse(wanted ? "it could go hot, a restart is wanted" : "it goes hot, from release " + previous.sequence()));
            return wanted || why.isPresent();
        }
    }

    private Release release(long sequence, String name, String launcher, boolean restart, Set<String> downgrades)
            throws IOException {
        Instant released = options.maybe("--released").map(Instant::parse).orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
        Instant expires = released.plus(Duration.ofDays(Integer.parseInt(options.maybe("--days").orElse("90"))));
        Set<String> all = new HashSet<>(downgrades);
        all.addAll(options.all("--downgrade"));
        String lowest = options.maybe("--launcher").orElse(launcher);
        try {
            return new Release(name, sequence, released, expires, lowest, restart, all, image.bundles());
        } catch (IllegalArgumentException e) {
            throw new IOException("no Box would take this release: " + e.getMessage(), e);
        }
    }

    private void write(Release release) throws IOException {
        byte[] document = SignedDocument.sign(release.payload(), Release.TYPE, signers);
        for (NamedBundle bundle : release.bundles()) {
            channel.put(image.jar(bundle), bundle);
        }
        channel.release(document);
        long size = release.bundles().stream().mapToLong(NamedBundle::size).sum();
        out.println("release " + release.sequence() + " of " + release.channel() + ": " + release.bundles().size() + " bundles, "
                + size / 1024 + " KB, " + (release.restart() ? "restart" : "hot") + ", expires " + release.expires());
    }
}

package link.box.ota;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import link.box.common.release.Archive;
import link.box.common.release.Journal;
import link.box.common.release.Jwk;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.ReleaseKeys;
import link.box.common.release.SignedDocument;
import link.box.ota.change.Changes;
import link.box.ota.change.Home;
import link.box.ota.change.Outcome;
import link.box.ota.change.Postponed;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.osgi.framework.Version;

/**
 * {@code DISK WORK}: updates with more and more room on a disk of 1 MB; prints in which ways they failed, and fails if one of them harms.
 */
public final class FullDiskRuns {
    private static final int PAGE = 4096;
    private static final Instant RELEASED = Instant.parse("2026-10-01T00:00:00Z");

    private final Path disk;
    private final Path channel;
    private final Path home;
    private final KeyPair first = pair();
    private final KeyPair second = pair();
    private final NamedBundle old;
    private final NamedBundle next;
    /** So many that the document takes more than a page. */
    private final List<NamedBundle> flashed = IntStream.range(0, 40)
            .mapToObj(each -> new NamedBundle("in.image" + each, "1.0", 2, "box", 1, String.format("%064x", each))).toList();
    private long taken;

    private FullDiskRuns(Path disk, Path work) throws IOException {
        this.disk = disk;
        this.channel = Files.createDirectories(work.resolve("channel"));
        this.home = Files.createDirectories(work.resolve("home"));
        Files.createDirectories(channel.resolve("bundles"));
        Files.createDirectories(channel.resolve("keys"));
        Files.createDirectories(home.resolve("lib"));
        Files.write(home.resolve("lib/bundles.list"), flashed.stream()
                .map(each -> "2 " + each.name() + ".jar " + each.sha256() + " " + each.name() + " " + each.version()).toList());
        Path keys = Files.createDirectories(home.resolve("etc")).resolve("release.jwks");
        Files.writeString(keys, "{\"keys\":[" + Jwk.of(first.getPublic()) + "]}");
        old = bundle("1.0");
        next = bundle("1.1");
        Files.write(channel.resolve("keys/1.json"), sign("{\"version\":1,\"number\":1,\"keys\":[" + Jwk.of(second.getPublic()) + "]}",
                ReleaseKeys.TYPE, first, second));
        Files.write(channel.resolve("release.json"), sign(text(release(42, next)), Release.TYPE, second));
    }

    /** @param words see {@link FullDiskRuns} */
    public static void main(String[] words) throws Exception {
        new FullDiskRuns(Path.of(words[0]), Path.of(words[1])).run();
    }

    private void run() throws Exception {
        Set<String> ways = new TreeSet<>();
        int failures = 0;
        for (int pages = 0; ; pages++) {
            String failure = update(pages);
            if (failure.isEmpty()) {
                break;
            }
            failures++;
            ways.add(failure.replaceAll("[0-9a-f]{64}", "<sha256>"));
        }
        ways.forEach(System.out::println);
        System.out.println("figure: " + failures + " disks too small, " + ways.size() + " ways to say so");
        check(failures > 20 && ways.size() == 5, "the disk was full in few phases only");
    }

    /** @return why it failed with that much room; empty if it did not */
    private String update(int pages) throws Exception {
        clear();
        taken = 0;
        Path directory = Files.createDirectories(disk.resolve("link.box.ota"));
        ReleaseFiles files = new ReleaseFiles(directory);
        Journal before = runs(files);
        Path filler = fill(pages);
        ManualWorker worker = new ManualWorker();
        new Updater(new Registry("link.box.ota", disk).context(), 
                new Home(home, new Version("0.1.0"), Instant.EPOCH, Map::of, any -> Long.MAX_VALUE),
                changes(files), worker, Settings.of(Config.class, Map.of("channel", channel.toString(), "watch", 0)));
        worker.run();
        String failure = worker.failure(Updater.JOB).map(Throwable::getMessage).orElse("");
        check(failure.isEmpty() == (taken == 42), "taken is " + taken + ", and the failure \"" + failure + "\"");
        check(failure.isEmpty() || failure.contains("No space left on device"), failure);
        whole(files, before, old, 41);
        Files.delete(filler);
        worker.advance(Duration.ofSeconds(5));
        check(taken == 42, "with room again it is not taken: " + worker.failure(Updater.JOB));
        whole(files, before, next, 42);
        return failure;
    }

    /** Release 41 has come over the air and runs. */
    private Journal runs(ReleaseFiles files) throws IOException {
        Files.createDirectories(files.document(41).getParent());
        Files.write(files.document(41), sign(text(release(41, old)), Release.TYPE, first));
        Files.createDirectories(files.stored(old.sha256()).getParent());
        Files.copy(channel.resolve("bundles/" + old.sha256() + ".jar"), files.stored(old.sha256()));
        Journal journal = Journal.image().seen(41).trial(41).tried().settled();
        files.write(journal);
        return journal;
    }

    private void whole(ReleaseFiles files, Journal before, NamedBundle bundle, long sequence) throws IOException {
        Journal now = files.journal();
        check(now.current() == 41 && now.state() == before.state(), "the journal has changed: " + now);
        check(Files.size(files.document(sequence)) > 0, "no document " + sequence);
        Archive.check(files.stored(bundle.sha256()), bundle);
    }

    private Changes changes(ReleaseFiles files) {
        return new Changes() {
            @Override
            public Outcome to(Release release, boolean restart) {
                taken = release.sequence();
                return new Outcome(Outcome.Kind.RESTARTING, "for this test");
            }

            @Override
            public Outcome back() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<Postponed> postponed() {
                return Optional.empty();
            }

            @Override
            public Journal journal() {
                try {
                    return files.journal();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /** Leaves so many pages. */
    private Path fill(int pages) throws IOException {
        Path filler = disk.resolve("filler");
        long free = Files.getFileStore(disk).getUsableSpace() - (long) pages * PAGE;
        Files.write(filler, new byte[(int) Math.max(0, free)]);
        return filler;
    }

    private void clear() throws IOException {
        try (var all = Files.walk(disk)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).filter(path -> !path.equals(disk)).toList()) {
                Files.delete(each);
            }
        }
    }

    private NamedBundle bundle(String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: a.b\nBundle-Version: " + version + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("noise"));
            byte[] noise = new byte[100_000];
            new Random(version.hashCode()).nextBytes(noise);
            zip.write(noise);
        }
        Path file = Files.write(channel.resolve("new"), bytes.toByteArray());
        NamedBundle named = new NamedBundle("a.b", version, 2, "box", Files.size(file), Archive.sha256(file));
        Files.move(file, channel.resolve("bundles/" + named.sha256() + ".jar"));
        return named;
    }

    private Release release(long sequence, NamedBundle bundle) {
        return new Release("stable", sequence, RELEASED, RELEASED.plus(Duration.ofDays(90)), "0.1.0", false, Set.of(),
                Stream.concat(flashed.stream(), Stream.of(bundle)).toList());
    }

    private static String text(Release release) {
        return new String(release.payload(), StandardCharsets.UTF_8);
    }

    private static byte[] sign(String payload, String type, KeyPair... pairs) {
        Map<String, PrivateKey> keys = new HashMap<>();
        for (KeyPair pair : pairs) {
            keys.put(Jwk.kid(pair.getPublic()), pair.getPrivate());
        }
        return SignedDocument.sign(payload.getBytes(StandardCharsets.UTF_8), type, keys);
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(boolean holds, String words) {
        if (!holds) {
            throw new AssertionError(words);
        }
    }
}

package link.box.common.release;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import link.box.common.file.AtomicFile;
import link.box.common.file.KeptFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of releases, in {@code <data>/link.box.ota} (docs/adr/033). Methods that read or write block for disk. One owner at a
 * time, the launcher while no framework runs and box.ota while one does; not thread-safe.
 */
public final class ReleaseFiles {
    /** There may be several of this class for one directory. */
    private static final Object STEPS = new Object();
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");
    private static final int LIMIT = 4096;

    private final Path directory;

    /** @param directory made when the journal is first written */
    public ReleaseFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * @return the journal; that of an image if none was ever written. If it is damaged the generation before is used, and the log says so
     * @throws IOException both generations are damaged
     */
    public Journal journal() throws IOException {
        return kept().read(Journal::parse, e -> LOG.warn("the generation before is used: {}", e.getMessage())).orElseGet(Journal::image);
    }

    /**
     * Replaces the journal, durably: this is the moment of each decision.
     *
     * @throws IOException the journal is what it was, but for what {@link AtomicFile} says of the directory
     */
    public void write(Journal journal) throws IOException {
        kept().write(journal.text());
    }

    /**
     * Reads the journal, takes a step from there, and keeps it: no other step of this bundle comes between. Blocks for disk.
     *
     * @return the journal after it
     * @throws IOException as {@link #journal} and {@link #write}
     */
    public Journal step(UnaryOperator<Journal> arrow) throws IOException {
        synchronized (STEPS) {
            Journal next = arrow.apply(journal());
            write(next);
            return next;
        }
    }

    /** @return where a set's signed document is */
    public Path document(long sequence) {
        return directory.resolve("sets").resolve(sequence + ".json");
    }

    /**
     * @return the set, its signature verified now, also by a key that counted when it came
     * @throws IOException its document is missing, damaged, of another sequence, or signed by none of these keys
     */
    public Release release(long sequence, ReleaseKeys keys) throws IOException {
        Path document = document(sequence);
        if (Files.notExists(document)) {
            throw new IOException(document + " is missing");
        }
        Release release = Release.parse(keys.verifyKept(AtomicFile.read(document, SignedDocument.LIMIT)));
        if (release.sequence() != sequence) {
            throw new IOException(document + " is release " + release.sequence());
        }
        return release;
    }

    /** @return the directory with the changes of keys */
    public Path keys() {
        return directory.resolve("keys");
    }

    /** @return where a bundle is that is not in the image */
    public Path stored(String sha256) {
        return inStore(sha256, ".jar");
    }

    /** @return where such a bundle is while it comes */
    public Path part(String sha256) {
        return inStore(sha256, ".part");
    }

    /**
     * Removes the documents and bundles that neither these sets name, nor those of the journal or the generation before it. Nothing is
     * removed when it cannot be told.
     *
     * @param kept sequences; one without a document names nothing
     * @throws IOException a document or the journal cannot be read, or something cannot be removed
     */
    public void prune(Set<Long> kept) throws IOException {
        Set<Long> sets = new HashSet<>(kept);
        addSets(kept(), sets);
        addSets(new KeptFile(directory.resolve("journal.previous"), LIMIT), sets);
        Set<Path> files = new HashSet<>();
        for (long set : sets) {
            Path document = document(set);
            if (Files.exists(document)) {
                files.add(document);
                for (NamedBundle bundle : Release.parse(payload(document)).bundles()) {
                    files.addAll(Set.of(stored(bundle.sha256()), part(bundle.sha256())));
                }
            }
        }
        removeOthers(directory.resolve("store"), files);
        removeOthers(directory.resolve("sets"), files);
    }

    private static byte[] payload(Path document) throws IOException {
        return SignedDocument.parse(AtomicFile.read(document, SignedDocument.LIMIT), Release.TYPE).payload();
    }

    private static void addSets(KeptFile file, Set<Long> sets) throws IOException {
        file.read(Journal::parse, damage -> { }).ifPresent(journal -> {
            LongStream.of(journal.current(), journal.proven(), journal.previous()).forEach(sets::add);
            journal.next().ifPresent(sets::add);
        });
    }

    private static void removeOthers(Path directory, Set<Path> files) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        try (DirectoryStream<Path> there = Files.newDirectoryStream(directory)) {
            for (Path file : there) {
                if (!files.contains(file)) {
                    Files.delete(file);
                }
            }
        }
        AtomicFile.syncDirectory(directory);
    }

    private Path inStore(String sha256, String ending) {
        if (!NamedBundle.isSha256(sha256)) {
            throw new IllegalArgumentException("no SHA-256: " + Fields.shown(sha256));
        }
        return directory.resolve("store").resolve(sha256 + ending);
    }

    private KeptFile kept() {
        return new KeptFile(directory.resolve("journal"), LIMIT);
    }
}

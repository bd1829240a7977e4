package link.box.ota.change;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import link.box.common.image.Quarantined;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;

/** What a change writes down on its way, so that whoever starts after it knows. Methods block for disk. */
interface Ledger {
    Journal journal() throws IOException;

    /** Reads, and takes the step from there, durably. */
    Journal step(UnaryOperator<Journal> arrow) throws IOException;

    /** @return how the Box was before it was changed to this set; empty if that is not known */
    Optional<Before> before(long set);

    /** @return symbolic names of what the launcher left out at this start, or before, and of what cannot be without it */
    Set<String> leftOut() throws IOException;

    void write(Before before) throws IOException;

    /** @return the set that was put back last for no fault of its own, if there was one */
    Optional<Postponed> postponed();

    void write(Postponed postponed) throws IOException;

    /**
     * Puts a set back in the journal, durably, for what may be no fault of its own: it is refused only when that was often enough.
     *
     * @return whether it may be tried again
     */
    default boolean postpone(Postponed now) throws IOException {
        write(now);
        step(journal -> now.last() ? journal.back(now.why()) : journal.postponed());
        return !now.last();
    }

    /** Removes what neither the journal names nor the release that was seen last. */
    void prune() throws IOException;

    /** @return the ledger in the directory of releases */
    static Ledger in(Path directory, ReleaseFiles files) {
        Path before = directory.resolve("before");
        return new Ledger() {
            @Override
            public Journal journal() throws IOException {
                return files.journal();
            }

            @Override
            public Journal step(UnaryOperator<Journal> arrow) throws IOException {
                return files.step(arrow);
            }

            @Override
            public Optional<Before> before(long set) {
                return Before.read(before, set);
            }

            @Override
            public Set<String> leftOut() throws IOException {
                return Stream.concat(Quarantined.read(directory).stream().map(Quarantined::name), Quarantined.stranded().stream())
                        .collect(Collectors.toSet());
            }

            @Override
            public void write(Before now) throws IOException {
                now.write(before);
            }

            @Override
            public Optional<Postponed> postponed() {
                return Postponed.read(directory);
            }

            @Override
            public void write(Postponed postponed) throws IOException {
                postponed.write(directory);
            }

            @Override
            public void prune() throws IOException {
                files.prune(Set.of(files.journal().highest()));
            }
        };
    }
}

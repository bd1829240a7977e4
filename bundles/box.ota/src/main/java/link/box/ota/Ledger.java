package link.box.ota;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;

/** What a change writes down on its way, so that whoever starts after it knows. Methods block for disk. */
interface Ledger {
    Journal journal() throws IOException;

    /** Reads, and takes the step from there, durably. */
    Journal step(UnaryOperator<Journal> arrow) throws IOException;

    /** @return how the Box was before it was changed to this set; empty if that is not known */
    Optional<Before> before(long set) throws IOException;

    void write(Before before) throws IOException;

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
            public Optional<Before> before(long set) throws IOException {
                return Before.read(before, set);
            }

            @Override
            public void write(Before now) throws IOException {
                now.write(before);
            }

            @Override
            public void prune() throws IOException {
                files.prune(Set.of(files.journal().highest()));
            }
        };
    }
}

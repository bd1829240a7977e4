package link.box.ota;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import link.box.common.release.Journal;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.ota.change.Changes;
import link.box.ota.change.Outcome;
import link.box.ota.change.Postponed;

/** Changes nothing but the journal, as a change that goes well does; or says what the test says. */
final class FakeChanges implements Changes {
    final List<Long> taken = new ArrayList<>();
    final ReleaseFiles files;
    Outcome next = new Outcome(Outcome.Kind.DONE, "all is well");
    Postponed postponed;
    Runnable meanwhile = () -> { };

    FakeChanges(ReleaseFiles files) {
        this.files = files;
    }

    @Override
    public Outcome to(Release release, boolean restart) {
        taken.add(release.sequence());
        step(journal -> journal.applying(release.sequence()));
        meanwhile.run();
        step(journal -> switch (next.kind()) {
            case DONE -> journal.trial(release.sequence());
            case LATER -> journal.postponed();
            default -> journal.back(next.words());
        });
        return next;
    }

    @Override
    public Outcome back() {
        long left = journal().current();
        taken.add(journal().previous());
        step(journal -> journal.refusing(left, "by the owner").trial(journal.previous()));
        return next;
    }

    @Override
    public Optional<Postponed> postponed() {
        return Optional.ofNullable(postponed);
    }

    @Override
    public Journal journal() {
        try {
            return files.journal();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void step(UnaryOperator<Journal> arrow) {
        try {
            files.write(arrow.apply(files.journal()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package link.box.ota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import link.box.api.release.RunningRelease;
import link.box.api.release.RunningRelease.State;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import link.box.common.release.Journal;
import link.box.ota.change.SetName;
import org.osgi.framework.BundleContext;

/** What people are told: the fact {@link RunningRelease}, and a {@link Trouble} while something is refused. Thread-safe. */
final class Told implements AutoCloseable {
    private static final Duration LONG = Duration.ofDays(1);

    private final Worker worker;
    private final String channel;
    private final Published<RunningRelease> fact;
    private final Published<Trouble> trouble;
    private OptionalLong available = OptionalLong.empty();
    private Optional<Instant> looked = Optional.empty();
    private Optional<Failure> failure = Optional.empty();

    /** Why the channel cannot be followed, and since when by a clock that never jumps. */
    private record Failure(String words, long since) {
    }

    /** @param channel the name of the one that is followed; empty: none */
    Told(BundleContext context, Worker worker, String channel) {
        this.worker = worker;
        this.channel = channel;
        this.fact = new Published<>(context, RunningRelease.class);
        this.trouble = new Published<>(context, Trouble.class);
    }

    /** @param journal what runs, if nothing more than that is going on */
    synchronized void runs(Journal journal) {
        going(journal, switch (journal.state()) {
            case SETTLED -> State.SETTLED;
            case TRIAL -> State.TRIAL;
            case APPLYING -> State.APPLYING;
        });
    }

    /** @param state what is going on with the available one */
    synchronized void going(Journal journal, State state) {
        RunningRelease now = new RunningRelease(channel, journal.current(), state, available, reason(journal));
        fact.set(now, SetName.of(now.sequence()) + " runs, " + state
                + (available.isPresent() ? ", offered is " + available.getAsLong() : ""));
    }

    /** The channel was looked at, and this is there; a number that runs already is no news. */
    synchronized void offered(Journal journal, OptionalLong sequence) {
        available = sequence.isPresent() && sequence.getAsLong() == journal.current() ? OptionalLong.empty() : sequence;
        looked = Optional.of(worker.now());
        failure = Optional.empty();
    }

    /** Nothing is refused. */
    void well() {
        well("nothing that the release channel offers is refused any more");
    }

    /** @param story why there is no trouble any more */
    void well(String story) {
        trouble.clear(story);
    }

    /** Neither refused nor taken: it could not be looked at, or not be fetched. */
    synchronized void failed(String words) {
        failure = Optional.of(new Failure(words, failure.map(Failure::since).orElse(worker.nanos())));
    }

    /** @return why the channel was not followed for a day or longer */
    synchronized Optional<String> stuck() {
        return failure.filter(each -> worker.nanos() - each.since() > LONG.toNanos()).map(Failure::words);
    }

    void refused(String what, String remedy) {
        trouble.set(new Trouble("box.ota", what, remedy), what);
    }

    /** @return what is refused now */
    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** @return what runs; empty before the first look at the journal */
    Optional<RunningRelease> running() {
        return Optional.ofNullable(fact.get());
    }

    /** @return when the channel was looked at last, with success, since this bundle runs */
    synchronized Optional<Instant> looked() {
        return looked;
    }

    private static Optional<String> reason(Journal journal) {
        return journal.reason().isBlank() ? Optional.empty()
                : Optional.of((journal.refused().isPresent() ? journal.refused().getAsLong() + " was given up: " : "") + journal.reason());
    }

    @Override
    public void close() {
        fact.close();
        trouble.close();
    }
}

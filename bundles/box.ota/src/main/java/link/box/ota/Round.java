package link.box.ota;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import link.box.api.release.RunningRelease.State;
import link.box.common.release.Journal;
import link.box.ota.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at the channel and what follows from it: fetch, wait, change. Blocks for minutes; one at a time. */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");
    /** A set that has just been started is watched for some minutes before the next one may come. */
    private static final Duration BUSY = Duration.ofMinutes(3);

    /** In a sentence. */
    static final String UNDER_WAY = "Bundles are being replaced or watched at the moment; bin/box status tells how that gets on.";

    private final Path directory;
    private final Source source;
    private final Changes changes;
    private final Look look;
    private final Staging staging;
    private final Leave leave;
    private final Told told;

    /** Makes the channel anew: a trusted certificate may have been replaced. */
    @FunctionalInterface
    interface Source {
        Channel open() throws IOException;
    }

    /** @param directory of box.ota */
    Round(Path directory, Source source, Changes changes, Look look, Staging staging, Leave leave, Told told) {
        this.directory = directory;
        this.source = source;
        this.changes = changes;
        this.look = look;
        this.staging = staging;
        this.leave = leave;
        this.told = told;
    }

    /** @return whether bundles are being replaced or watched, so that nothing else may begin */
    static boolean busy(Journal journal) {
        return journal.state() == Journal.State.APPLYING || journal.state() == Journal.State.TRIAL && journal.tries() > 0;
    }

    /**
     * @param wanted whether somebody said that the release of this number shall be taken now
     * @param seen told in a sentence what the look has shown
     * @return when to go on, if that is earlier than the next look
     * @throws Refused what the channel offers is not taken
     * @throws IOException it did not come true, and may the next time
     */
    Optional<Duration> go(LongPredicate wanted, Consumer<String> seen) throws IOException {
        Journal journal = changes.journal();
        if (busy(journal)) {
            told.runs(journal);
            seen.accept(UNDER_WAY);
            return Optional.of(BUSY);
        }
        try (Turn turn = Turn.take(directory)) {
            return look(journal, wanted, seen);
        } catch (IOException e) {
            told.runs(journal);
            throw e;
        }
    }

    private Optional<Duration> look(Journal journal, LongPredicate wanted, Consumer<String> seen) throws IOException {
        Channel channel = source.open();
        Optional<Offer> offer = look.at(channel, journal, leave.time());
        told.offered(journal, offer.map(each -> OptionalLong.of(each.sequence())).orElse(OptionalLong.empty()));
        seen.accept(words(channel, journal, offer));
        boolean byHand = offer.isPresent() && wanted.test(offer.get().sequence());
        boolean given = offer.isPresent() && given(offer.get(), journal) && !byHand;
        if (!given) {
            told.well();
        }
        if (given || offer.isEmpty() || offer.get().sequence() == journal.current()) {
            told.runs(journal);
            return Optional.empty();
        }
        return take(channel, offer.get(), journal, byHand);
    }

    /** Goes back to the set before. */
    void back() throws IOException {
        Journal journal = changes.journal();
        try (Turn turn = Turn.take(directory)) {
            told.going(journal, State.APPLYING);
            end(changes.back(), "going back from " + Told.name(journal.current()), "bin/box rollback tries it again");
        }
    }

    private static boolean given(Offer offer, Journal journal) {
        return journal.refused().isPresent() && journal.refused().getAsLong() == offer.sequence();
    }

    private Optional<Duration> take(Channel channel, Offer offer, Journal journal, boolean byHand) throws IOException {
        if (!byHand && leave.asks()) {
            told.going(journal, State.WAITING);
            return Optional.empty();
        }
        told.going(journal, State.FETCHING);
        staging.stage(offer, channel);
        Duration closed = byHand ? Duration.ZERO : leave.closed();
        if (!closed.isZero()) {
            told.going(journal, State.WAITING);
            return Optional.of(closed);
        }
        told.going(journal, State.APPLYING);
        end(changes.to(offer.release(), offer.release().restart()), "the change to " + Told.name(offer.sequence()),
                "tell the vendor; bin/box apply tries it again");
        return Optional.empty();
    }

    private void end(Outcome outcome, String what, String remedy) {
        LOG.info("{}: {}, {}", what, outcome.kind(), outcome.words());
        Journal journal = changes.journal();
        if (outcome.kind() == Outcome.Kind.DONE) {
            told.offered(journal, OptionalLong.of(journal.current()));
            told.well();
        }
        told.runs(journal);
        if (outcome.kind() == Outcome.Kind.REFUSED) {
            told.refused(what + " was given up: " + outcome.words(), remedy);
        }
    }

    private static String words(Channel channel, Journal journal, Optional<Offer> offer) {
        String runs = Told.name(journal.current()) + " runs";
        if (offer.isEmpty()) {
            return "There is no release in " + channel + "; " + runs + ".";
        }
        long there = offer.get().sequence();
        if (there == journal.current()) {
            return "Release " + there + " of " + offer.get().release().channel() + " runs, and nothing newer is offered.";
        }
        return "Release " + there + " of " + offer.get().release().channel() + " is there, and " + runs + "; "
                + (given(offer.get(), journal) ? "it was given up before: " + journal.reason() + "; " : "") + "bin/box apply takes it now.";
    }
}

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
import link.box.ota.change.Changes;
import link.box.ota.change.Outcome;
import link.box.ota.change.Postponed;
import link.box.ota.change.SetName;
import link.box.ota.channel.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at the channel and what follows from it: fetch, wait, change. Blocks for minutes; one at a time. */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");
    /** A set that has just been started is watched for some minutes before the next one may come; how that ends is told soon. */
    private static final Duration BUSY = Duration.ofSeconds(10);

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
        boolean byHand = offer.isPresent() && wanted.test(offer.get().sequence());
        seen.accept(words(channel, journal, offer, byHand));
        boolean given = offer.isPresent() && given(offer.get(), journal) && !byHand;
        boolean runs = offer.isPresent() && offer.get().sequence() == journal.current();
        Duration paused = offer.isEmpty() || given || byHand || runs ? Duration.ZERO
                : leave.paused(changes.postponed(), offer.get().sequence());
        if (!paused.isZero()) {
            return pause(journal, paused);
        }
        if (!given) {
            told.well();
        }
        if (given || offer.isEmpty() || runs) {
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
            Outcome outcome = changes.back();
            String left = SetName.of(journal.current());
            end(outcome, "going back from " + left, "bin/box rollback tries it again");
            if (outcome.kind() == Outcome.Kind.DONE) {
                told.well("the Box has gone back, and " + left + " is not taken again by itself");
            }
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
        Outcome outcome = changes.to(offer.release(), offer.release().restart());
        Duration paused = leave.paused(changes.postponed(), offer.sequence());
        if (outcome.kind() == Outcome.Kind.LATER && !paused.isZero()) {
            return pause(changes.journal(), paused);
        }
        end(outcome, "the change to " + SetName.of(offer.sequence()), "tell the vendor; bin/box apply tries it again");
        if (outcome.kind() == Outcome.Kind.DONE) {
            told.well();
        }
        return Optional.empty();
    }

    /** @return when it is tried again */
    private Optional<Duration> pause(Journal journal, Duration paused) {
        Postponed postponed = changes.postponed().orElseThrow();
        told.runs(journal);
        told.refused(SetName.of(postponed.set()) + " was put back, and it may be an outage or the disk and not the release: "
                + postponed.why() + "; it is tried again within " + postponed.pause().toMinutes() + " minutes, and was put back "
                + postponed.times() + " times of " + Postponed.MOST, "nothing has to be done; bin/box apply tries it at once");
        return Optional.of(paused);
    }

    private void end(Outcome outcome, String what, String remedy) throws IOException {
        LOG.info("{}: {}, {}", what, outcome.kind(), outcome.words());
        Journal journal = changes.journal();
        if (outcome.kind() == Outcome.Kind.DONE) {
            told.offered(journal, OptionalLong.of(journal.current()));
        }
        told.runs(journal);
        if (outcome.kind() == Outcome.Kind.REFUSED) {
            told.refused(what + " was given up: " + outcome.words(), remedy);
        } else if (outcome.kind() == Outcome.Kind.LATER) {
            throw new IOException(what + " has not come about: " + outcome.words());
        }
    }

    private static String words(Channel channel, Journal journal, Optional<Offer> offer, boolean byHand) {
        String runs = SetName.of(journal.current()) + " runs";
        if (offer.isEmpty()) {
            return "There is no release in " + channel + "; " + runs + ".";
        }
        String there = "Release " + offer.get().sequence() + " of " + offer.get().release().channel();
        if (offer.get().sequence() == journal.current()) {
            return there + " runs, and nothing newer is offered.";
        }
        if (byHand) {
            return there + " is taken now; bin/box status tells how that gets on.";
        }
        String before = given(offer.get(), journal) ? "it was given up before: " + journal.reason() + "; " : "";
        return there + " is there, and " + runs + "; " + before + "bin/box apply takes it now.";
    }
}

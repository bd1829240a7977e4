package link.box.common.release;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which set runs, and how far a change is (docs/adr/033). A set is the sequence number of its release; 0 is the image. Immutable: each
 * arrow is a method that gives the journal after it, and does nothing else.
 *
 * @param state how far a change is
 * @param current the set that runs, or is to run at the next start
 * @param proven the last set that a launcher has started and that stayed well
 * @param previous the set before {@code current}, to go back to; {@code current} itself if there is none
 * @param next while applying, the set that is being changed to; else one whose change was cut off once, if any
 * @param tries on trial, how often a launcher has started {@code current}; while applying, how often the change was cut off before
 * @param cuts on trial, how often a start of {@code current} ended without anybody who saw it: the power was cut
 * @param refused the set that was given up last; it is not taken again by itself
 * @param reason why it was given up, or the image was gone back to; one line
 * @param highest the highest sequence that was ever seen
 * @param base a word for the image on which it grew; empty if that is not known
 */
public record Journal(State state, long current, long proven, long previous, OptionalLong next, int tries, int cuts, OptionalLong refused,
        String reason, long highest, String base) {
    /** How far a change is. */
    public enum State {
        /** {@code current} is {@code proven}. */
        SETTLED,
        /** Bundles are being replaced in the running framework. */
        APPLYING,
        /** {@code current} is new, and has not yet shown that it starts. */
        TRIAL
    }

    /** The highest sequence number that there can be. */
    public static final long LAST = 999_999_999_999L;

    private static final int REASON = 300;
    private static final Journal EMPTY = new Journal(State.SETTLED, 0, 0, 0, OptionalLong.empty(), 0, 0, OptionalLong.empty(), "", 0, "");

    /** @throws IllegalArgumentException the values do not go together */
    public Journal {
        if (state == State.SETTLED && current != proven || state == State.APPLYING && next.isEmpty()) {
            throw new IllegalArgumentException(state + " with current " + current + ", proven " + proven + ", next " + next);
        }
        reason = reason.replaceAll("\\p{C}+", " ").strip();
        reason = reason.substring(0, Math.min(reason.length(), REASON));
    }

    /** @return where a Box begins: the image runs */
    public static Journal image() {
        return EMPTY;
    }

    /** @throws IOException it is not what {@link #text} gives; lines of a later version are left aside */
    public static Journal parse(String text) throws IOException {
        Map<String, String> lines = new HashMap<>();
        for (String line : text.split("\n")) {
            String[] words = line.split(": ?", 2);
            if (words.length < 2 || lines.put(words[0], words[1]) != null) {
                throw new IOException("the journal has a line that it should not have: " + Fields.shown(line));
            }
        }
        try {
            return new Journal(State.valueOf(lines.getOrDefault("state", "")), number(lines, "current").orElseThrow(),
                    number(lines, "proven").orElseThrow(), number(lines, "previous").orElseThrow(), number(lines, "next"),
                    Math.toIntExact(number(lines, "tries").orElseThrow()), Math.toIntExact(number(lines, "cuts").orElse(0)),
                    number(lines, "refused"), lines.getOrDefault("reason", ""), number(lines, "highest").orElseThrow(),
                    lines.getOrDefault("base", ""));
        } catch (RuntimeException e) {
            throw new IOException("the journal is not as it should be: " + e.getMessage(), e);
        }
    }

    /** @return lines of {@code key: value} */
    public String text() {
        StringBuilder text = new StringBuilder("state: " + state + "\ncurrent: " + current + "\nproven: " + proven + "\n");
        text.append("previous: ").append(previous).append('\n');
        next.ifPresent(set -> text.append("next: ").append(set).append('\n'));
        text.append("tries: ").append(tries).append("\ncuts: ").append(cuts).append('\n');
        refused.ifPresent(set -> text.append("refused: ").append(set).append('\n'));
        return text + "reason: " + reason + "\nhighest: " + highest + "\nbase: " + base + "\n";
    }

    /**
     * The running framework's bundles begin to be replaced.
     *
     * @throws IllegalStateException a change is going on, or {@code current} is on trial by a launcher
     */
    public Journal applying(long set) {
        unless(state == State.APPLYING || state == State.TRIAL && tries > 0, "a change to " + set);
        int cutOff = next.isPresent() && next.getAsLong() == set ? 1 : 0;
        return with(State.APPLYING, current, proven, previous, OptionalLong.of(set), cutOff);
    }

    /**
     * Something started while applying: the old set runs, as if nothing had been. The second time the new one is refused. A way back is not
     * taken again by itself, so that it was cut off is told.
     *
     * @throws IllegalStateException nothing was being applied
     */
    public Journal cutOff() {
        unless(state != State.APPLYING, "a cut");
        if (tries > 0) {
            return back("the change to it was cut off twice");
        }
        Journal stays = with(rest(), current, proven, previous, next, 0).running();
        boolean told = next.getAsLong() > current || stays.refused.isPresent();
        return told ? stays : stays.because(stays.refused, "the way back was cut off; bin/box rollback tries it again");
    }

    /**
     * The set is the one to run: all of it replaces the other at the next start, or has replaced it, hot. It is settled at once if it is
     * the one that is proven.
     *
     * @throws IllegalStateException another one is being applied, or {@code current} is on trial by a launcher
     */
    public Journal trial(long set) {
        unless(state == State.APPLYING && next.getAsLong() != set || state == State.TRIAL && tries > 0, "a trial of " + set);
        boolean another = refused.isPresent() && refused.getAsLong() != set;
        return with(set == proven ? State.SETTLED : State.TRIAL, set, proven, current, OptionalLong.empty(), 0)
                .because(another ? refused : OptionalLong.empty(), another ? reason : "");
    }

    /**
     * A launcher starts {@code current}.
     *
     * @throws IllegalStateException it is not on trial
     */
    public Journal tried() {
        unless(state != State.TRIAL, "a try");
        return counting(tries + 1, cuts);
    }

    /** @return whether a launcher has started {@code current} once, and never before */
    public boolean firstStart() {
        return tries + cuts == 1;
    }

    /**
     * Nobody saw how the start that was counted last ended: that says little of the set, and is counted apart.
     *
     * @throws IllegalStateException no try was counted
     */
    public Journal cut() {
        unless(state != State.TRIAL || tries == 0, "a cut of the power");
        return counting(tries - 1, cuts + 1);
    }

    /**
     * The start that was counted last was ended by somebody's will, and says nothing of the set.
     *
     * @throws IllegalStateException no try was counted
     */
    public Journal untried() {
        unless(state != State.TRIAL || tries == 0, "taking a try back");
        return counting(tries - 1, cuts);
    }

    /**
     * {@code current} was started by a launcher and stayed well.
     *
     * @throws IllegalStateException it is not on trial, or came hot and was not yet started by a launcher
     */
    public Journal settled() {
        unless(state != State.TRIAL || tries == 0, "settling");
        return with(State.SETTLED, current, current, previous, OptionalLong.empty(), 0);
    }

    /**
     * One step back. While applying: {@code current} stays, {@code next} is refused. On trial: {@code current} is refused, and the set
     * before it is to run; on trial, too, if it came hot and was not yet started. Settled: the set before it is on trial then, or the image
     * is to run, and nothing is refused: what was damaged on disk may be fetched again. One from which its owner went back to
     * {@code current} is no set before it; it runs again only where it is the one that is proven, for then going back has failed.
     *
     * @throws IllegalStateException the image runs already
     */
    public Journal back(String why) {
        unless(state == State.SETTLED && current == 0, "a way back");
        return switch (state) {
            case APPLYING -> undone().because(next, why);
            case TRIAL -> undone().refusing(current, why);
            case SETTLED -> to(before(0), 0).because(refused, why);
        };
    }

    private Journal undone() {
        return (state == State.APPLYING ? with(rest(), current, proven, previous, OptionalLong.empty(), 0)
                : to(before(proven), proven)).running();
    }

    /** What runs is not given up: the way back from it has failed. */
    private Journal running() {
        return refused.isPresent() && refused.getAsLong() == current ? because(OptionalLong.empty(), "") : this;
    }

    /** Only its owner leads a Box to a lower set: the higher one is what he does not want. */
    private long before(long safe) {
        return previous < current ? previous : safe;
    }

    private Journal to(long set, long safe) {
        return with(set == safe ? State.SETTLED : State.TRIAL, set, safe, safe, OptionalLong.empty(), 0);
    }

    /**
     * One step back for what is no fault of the set's, which is not refused. While applying: {@code current} stays. On trial: the set
     * before is to run.
     *
     * @throws IllegalStateException nothing is being applied or on trial
     */
    public Journal postponed() {
        unless(state == State.SETTLED, "putting off");
        return undone();
    }

    /**
     * Its owner or somebody else does not want the set: it is not taken again by itself. One of a higher number that was given up stays
     * the one that is refused, for lower ones are not offered any more.
     */
    public Journal refusing(long set, String why) {
        if (refused.isPresent() && refused.getAsLong() > set) {
            return this;
        }
        return because(OptionalLong.of(set), why);
    }

    /** A release of this sequence was seen, its signature verified. */
    public Journal seen(long sequence) {
        return new Journal(state, current, proven, previous, next, tries, cuts, refused, reason, Math.max(highest, sequence), base);
    }

    /**
     * A launcher starts, of that image. If the journal grew on another one, that image is what is to run.
     *
     * @param now a word for the image
     */
    public Journal on(String now) {
        Journal here = base.isEmpty() || base.equals(now) ? this
                : with(State.SETTLED, 0, 0, 0, OptionalLong.empty(), 0).because(refused, "another image was flashed");
        return new Journal(here.state, here.current, here.proven, here.previous, here.next, here.tries, here.cuts, here.refused,
                here.reason, highest, now);
    }

    private Journal with(State then, long set, long safe, long before, OptionalLong coming, int times) {
        return new Journal(then, set, safe, before, coming, times, 0, refused, reason, highest, base);
    }

    private Journal counting(int times, int unseen) {
        return new Journal(state, current, proven, previous, next, times, unseen, refused, reason, highest, base);
    }

    private Journal because(OptionalLong given, String why) {
        return new Journal(state, current, proven, previous, next, tries, cuts, given, why, highest, base);
    }

    private State rest() {
        return current == proven ? State.SETTLED : State.TRIAL;
    }

    private void unless(boolean wrong, String what) {
        if (wrong) {
            throw new IllegalStateException(what + " does not fit the journal: " + text().replace('\n', ';'));
        }
    }

    private static OptionalLong number(Map<String, String> lines, String key) throws IOException {
        String value = lines.get(key);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.matches("[0-9]{1,12}")) {
            throw new IOException(key + " is no number: " + Fields.shown(value));
        }
        return OptionalLong.of(Long.parseLong(value));
    }
}

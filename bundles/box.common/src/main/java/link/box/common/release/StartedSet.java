package link.box.common.release;

import java.util.OptionalLong;

/**
 * Which set the launcher has really started (docs/adr/033). On a disk that takes nothing the journal may name another one: the launcher
 * goes back all the same, and box.ota writes it down as soon as it can. It is kept in the JVM, since it has to be known without a disk, and
 * counts until the first change that box.ota makes.
 */
public final class StartedSet {
    /** The system property with the sequence of the set. */
    public static final String PROPERTY = "box.set";
    /** The system property with the sequence of the set that was put off first, of which no try could be noted; unset if none was. */
    public static final String PUT_OFF = "box.put.off";

    private StartedSet() {
    }

    /** From now on the journal says what runs. */
    public static void changes() {
        System.clearProperty(PROPERTY);
        System.clearProperty(PUT_OFF);
    }

    /** @return whether something else was started than what the journal says */
    public static boolean differs(Journal journal) {
        return !fitting(journal, "").equals(journal);
    }

    /** @return whether what the journal names was not started for the one reason that the disk took no note of its try */
    public static boolean untried(Journal journal) {
        return journal.state() == Journal.State.TRIAL && (journal.tries() == 0 || Long.getLong(PUT_OFF, -1) == journal.current());
    }

    /**
     * A set of which no try could be noted is put off, not refused.
     *
     * @param why another set that the journal names, and that was not started, is given up
     * @return the journal with the way back that the launcher took and could not write down
     * @throws IllegalStateException no way back leads to what was started
     */
    public static Journal fitting(Journal journal, String why) {
        OptionalLong started = number();
        if (started.isEmpty()) {
            return journal;
        }
        Journal fitting = journal.state() == Journal.State.APPLYING ? journal.cutOff() : journal;
        while (fitting.current() != started.getAsLong()) {
            fitting = untried(fitting) ? fitting.postponed() : fitting.back(why);
        }
        return fitting;
    }

    private static OptionalLong number() {
        Long number = Long.getLong(PROPERTY);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}

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

    private StartedSet() {
    }

    /** From now on the journal says what runs. */
    public static void changes() {
        System.clearProperty(PROPERTY);
    }

    /** @return whether something else was started than what the journal says */
    public static boolean differs(Journal journal) {
        return !fitting(journal, "").equals(journal);
    }

    /**
     * @param why the set that the journal names, and that was not started, is given up
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
            fitting = fitting.back(why);
        }
        return fitting;
    }

    private static OptionalLong number() {
        Long number = Long.getLong(PROPERTY);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }
}

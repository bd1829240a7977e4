package link.box.ota.change;

/**
 * How a change ended.
 *
 * @param kind what came of it
 * @param words why, for people
 */
public record Outcome(Kind kind, String words) {
    /** What came of a change. */
    public enum Kind {
        /** The other set runs. */ DONE,
        /** The Box restarts with the other set. */ RESTARTING,
        /** What ran before runs, and the other set may be tried again: it was not its fault. */ LATER,
        /** What ran before runs. */ REFUSED
    }
}

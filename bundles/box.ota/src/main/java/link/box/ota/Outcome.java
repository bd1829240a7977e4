package link.box.ota;

/**
 * How a change ended.
 *
 * @param kind what came of it
 * @param words why, for people
 */
record Outcome(Kind kind, String words) {
    /** What came of a change. */
    enum Kind {
        /** The other set runs. */ DONE,
        /** The Box restarts with the other set. */ RESTARTING,
        /** What ran before runs. */ REFUSED
    }
}

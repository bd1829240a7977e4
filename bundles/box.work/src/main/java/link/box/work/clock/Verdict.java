package link.box.work.clock;

/**
 * Whether the wall clock can be believed, and why.
 *
 * @param state the outcome
 * @param words why; they follow "the clock says ...: "
 * @param remedy what to do; empty if nothing
 */
record Verdict(State state, String words, String remedy) {
    /** Outcomes. */
    enum State {
        /** It can be believed. */ PLAUSIBLE,
        /** It can be believed, and floors that it is before cannot. */ TAKEN_BACK,
        /** It is before a time that has passed for certain. */ EARLY,
        /** Its source does not confirm it. */ UNCONFIRMED,
        /** Its source confirms it, and it is before a floor that is not firm. */ CONTRADICTED,
        /** Nobody can confirm it. */ MUTE
    }

    boolean plausible() {
        return state == State.PLAUSIBLE || state == State.TAKEN_BACK;
    }

    /** @return whether a person has to know, as no look mends it soon */
    boolean isTrouble() {
        return state == State.CONTRADICTED || state == State.MUTE;
    }
}

package link.box.discover;

import java.util.List;

/**
 * What is to be thought of a claim.
 *
 * @param state what was found
 * @param words the certificate that it proved to hold, in six words; empty if it proved none
 * @param reason for people; empty where there is nothing to say
 */
record Verdict(Claim claim, State state, List<String> words, String reason) {
    /** What was found. */
    enum State {
        /** Seen for the first time, and remembered. */ NEW,
        /** The one that was remembered. */ SAME,
        /** The certificate is right, the name is not the one that was remembered, or there are several. */ MOVED,
        /** Another certificate than the one that was remembered. */ CHANGED,
        /** Another certificate than the one that it announces, or an id that does not follow from it. */ FALSE,
        /** It does not answer, so nothing is proven. */ UNREACHABLE
    }

    /** Whether it has to be told apart from the list. */
    boolean alarming() {
        return state == State.MOVED || state == State.CHANGED || state == State.FALSE;
    }
}

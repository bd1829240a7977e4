package link.box.pagekite;

import java.util.Optional;

/**
 * What the frontend says about our kites.
 *
 * @param kind what to do now
 * @param why for people; empty unless there is a hindrance
 */
record Verdict(Kind kind, String why) {
    enum Kind {
        /** Sign the challenge and send it on this connection. */
        ANSWER_HERE,
        /** Sign the challenge and send it on a new connection. */
        ANSWER_ANEW,
        FLIES,
        /** Somebody has to act. */
        REFUSED,
        /** Another tunnel has the name; it may be otherwise later. */
        HELD,
        /** It may be otherwise later. */
        HINDERED
    }

    Optional<Hindrance> hindrance() {
        return switch (kind) {
            case HELD -> Optional.of(Hindrance.held(why));
            case HINDERED -> Optional.of(Hindrance.away(why));
            default -> Optional.empty();
        };
    }
}

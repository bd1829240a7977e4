package link.cloud.tunnel.auth;

/** What becomes of a request to fly a kite. */
public enum Verdict {
    /** May fly. */
    GOOD("ok"),
    /** Nobody here has a secret for it. */
    UNKNOWN("unknown"),
    /** Not signed with its secret. */
    FORGED("signature"),
    /** Its time or volume is used up. */
    QUOTA("quota"),
    /** Could not be found out: does not fly, and may try again. */
    UNDECIDED("undecided");

    private final String reason;

    Verdict(String reason) {
        this.reason = reason;
    }

    /** @return why, in a word that clients get to see */
    public String reason() {
        return reason;
    }
}

package link.box.api.net;

import java.util.List;

/**
 * Whether the home network's resolver withholds public names that lead to private addresses (protection against DNS rebinding): a fact
 * since it was first looked at. While it does, the Box's names work at home by the tunnel only.
 *
 * @param verdict what was found
 * @param reason what was seen, for people
 * @param advice what to do about it; empty unless {@link Verdict#BLOCKED}
 */
public record RebindProtection(Verdict verdict, String reason, List<Advice> advice) {

    public RebindProtection {
        advice = List.copyOf(advice);
    }

    /** What was found. */
    public enum Verdict {
        /** Private addresses pass. */ OPEN,
        /** They do not: seen in several rounds, with controls that passed. */ BLOCKED,
        /** It cannot be told now. */ INCONCLUSIVE
    }

    /**
     * How to let the Box's names pass.
     *
     * @param router the kind of router or resolver
     * @param what what to set there, with the Box's own names in it
     */
    public record Advice(String router, String what) {
    }
}

package link.box.rebind.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import link.box.api.net.RebindProtection.Verdict;
import link.box.rebind.judge.Round.Meaning;

/** Counts rounds, each with names of its own, until they say something: one lost packet must not raise an alarm. Not thread-safe. */
public final class Rounds {
    private static final int BLOCKED = 3;
    /** Silence and SERVFAIL are what a bad line looks like, too. */
    private static final int SILENCED = 5;

    private final List<Round> rounds = new ArrayList<>();

    /** @return the verdict, with this round; empty while more rounds are needed */
    public Optional<Verdict> add(Round round) {
        rounds.add(round);
        return switch (round.meaning()) {
            case OPEN -> Optional.of(Verdict.OPEN);
            case UNCLEAR -> Optional.of(Verdict.INCONCLUSIVE);
            case BLOCKED, SILENCED -> rounds.size() < needed() ? Optional.empty() : Optional.of(Verdict.BLOCKED);
        };
    }

    /** @return what was seen last, for people */
    public String reason() {
        Round last = rounds.get(rounds.size() - 1);
        boolean blocked = last.meaning() == Meaning.BLOCKED || last.meaning() == Meaning.SILENCED;
        return last.reason() + (blocked ? ", " + rounds.size() + " times in a row" : "");
    }

    private int needed() {
        return rounds.stream().anyMatch(each -> each.meaning() == Meaning.SILENCED) ? SILENCED : BLOCKED;
    }
}

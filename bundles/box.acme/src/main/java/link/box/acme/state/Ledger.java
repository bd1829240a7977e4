package link.box.acme.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import link.box.acme.plan.CaRecord;
import link.box.acme.plan.Window;
import link.box.api.tls.RenewalPlan.Attempt;

/**
 * What has happened so far, and what follows from it.
 *
 * @param attempts the last ones, oldest first
 * @param cas how it goes with each CA, by its directory
 * @param issued where the last certificate came from
 * @param replaced hash of the last certificate that an order was said to replace (RFC 9773, section 5)
 * @param window what the CA suggests
 * @param leftover whether a challenge value may still stand in the zone
 */
public record Ledger(List<Attempt> attempts, Map<String, CaRecord> cas, Optional<Issued> issued, Optional<String> replaced,
        Optional<Window> window, boolean leftover) {
    private static final int MOST_ATTEMPTS = 50;
    private static final int LONGEST_OUTCOME = 500;

    /** Nothing has happened yet. */
    public static final Ledger EMPTY = new Ledger(List.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /**
     * Where a certificate came from.
     *
     * @param leaf its hash
     * @param directory of the CA
     * @param account URL of our account there
     */
    public record Issued(String leaf, String directory, String account) {
    }

    public Ledger {
        attempts = List.copyOf(attempts);
        cas = Map.copyOf(cas);
    }

    /** @return how it goes with that CA */
    public CaRecord ca(String directory) {
        return cas.getOrDefault(directory, CaRecord.GOOD);
    }

    /**
     * @param asked the directory that was tried, which may be the CA's staging directory
     * @return with this attempt, which failed, and what is now known of the CA
     */
    public Ledger failed(Instant now, String asked, String why, String directory, CaRecord record) {
        return new Ledger(and(now, asked, false, why), with(directory, record), issued, replaced, window, leftover);
    }

    /** @return with this attempt, which succeeded; all CAs are forgiven */
    public Ledger succeeded(Instant now, Issued got, String outcome) {
        Map<String, CaRecord> forgiven = new TreeMap<>();
        cas.forEach((directory, record) -> forgiven.put(directory, record.forgiven()));
        forgiven.values().removeIf(CaRecord.GOOD::equals);
        return new Ledger(and(now, got.directory, true, outcome), forgiven, Optional.of(got), replaced, Optional.empty(), leftover);
    }

    /**
     * @param asked the CA's staging directory
     * @return with this attempt, which succeeded
     */
    public Ledger rehearsed(Instant now, String asked, String outcome, String directory) {
        return new Ledger(and(now, asked, true, outcome), with(directory, ca(directory).afterRehearsal()), issued, replaced, window,
                leftover);
    }

    /** @return with another certificate that has been said to be replaced */
    public Ledger replacing(String leaf) {
        return new Ledger(attempts, cas, issued, Optional.of(leaf), window, leftover);
    }

    /** @return with another suggestion of the CA */
    public Ledger suggested(Window next) {
        return new Ledger(attempts, cas, issued, replaced, Optional.of(next), leftover);
    }

    /** @return the same, with or without something left in the zone */
    public Ledger leftover(boolean something) {
        return new Ledger(attempts, cas, issued, replaced, window, something);
    }

    private List<Attempt> and(Instant now, String directory, boolean succeeded, String outcome) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(new Attempt(now.truncatedTo(ChronoUnit.SECONDS), directory, succeeded, outcome.substring(0, Math.min(LONGEST_OUTCOME, outcome.length()))));
        return all.subList(Math.max(0, all.size() - MOST_ATTEMPTS), all.size());
    }

    private Map<String, CaRecord> with(String directory, CaRecord record) {
        Map<String, CaRecord> all = new TreeMap<>(cas);
        all.put(directory, record);
        return all;
    }
}

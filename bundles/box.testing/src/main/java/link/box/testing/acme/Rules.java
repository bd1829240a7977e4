package link.box.testing.acme;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the test lets the authority do; may be changed at any time, by any thread. Durations are of the authority's clock. */
public final class Rules {
    /** The profile of an order that names none. */
    public static final String CLASSIC = "classic";

    private final Map<String, Duration> lifetimes = new LinkedHashMap<>();
    private final Map<Limit, Integer> most = new EnumMap<>(Limit.class);
    private Map<String, byte[]> externalAccounts = Map.of();
    private Duration backdate = Duration.ofHours(1);
    private int processing;
    private Duration pollAfter;
    private boolean reuse;
    private boolean expiredReplaced;
    private List<String> alternates = List.of();
    private Function<X509Certificate, Window> window = Window::lastThird;
    private Duration renewalInfoAfter = Duration.ofHours(6);
    private boolean suggests = true;
    private URI explanation;

    Rules() {
        lifetimes.put(CLASSIC, Duration.ofDays(90));
        lifetimes.put("tlsserver", Duration.ofDays(45));
        lifetimes.put("shortlived", Duration.ofHours(160));
    }

    /** How long certificates of the profile classic are valid. */
    public synchronized Rules lifetime(Duration lifetime) {
        return lifetime(CLASSIC, lifetime);
    }

    /** How long certificates of a profile are valid; offers the profile if it is new. */
    public synchronized Rules lifetime(String profile, Duration lifetime) {
        lifetimes.put(profile, lifetime);
        return this;
    }

    /** How long before their issuance certificates begin; never more than a tenth of their life. Default: one hour. */
    public synchronized Rules backdate(Duration backdate) {
        this.backdate = backdate;
        return this;
    }

    /** Requires one of these accounts, by key identifier, of who registers (RFC 8555, section 7.3.4). Default: none required. */
    public synchronized Rules externalAccounts(Map<String, byte[]> secrets) {
        externalAccounts = Map.copyOf(secrets);
        return this;
    }

    /** How many times a challenge, and then the order, is still in the works when looked at, and the Retry-After, if any. */
    public synchronized Rules processing(int rounds, Optional<Duration> retryAfter) {
        processing = rounds;
        pollAfter = retryAfter.orElse(null);
        return this;
    }

    /** Whether a valid authorization serves further orders of the account. Default: no. */
    public synchronized Rules reuseAuthorizations(boolean on) {
        reuse = on;
        return this;
    }

    /** Whether an order may replace a certificate that has expired. Default: no. */
    public synchronized Rules replaceExpired(boolean on) {
        expiredReplaced = on;
        return this;
    }

    /** Names of further roots; to each leads an alternate chain. */
    public synchronized Rules alternates(List<String> roots) {
        alternates = List.copyOf(roots);
        return this;
    }

    /** When to renew which certificate (RFC 9773). Default: {@link Window#lastThird}. */
    public synchronized Rules renewalWindow(Function<X509Certificate, Window> window) {
        this.window = window;
        return this;
    }

    /** When to ask for the window again. Default: after 6 hours. */
    public synchronized Rules renewalInfoAfter(Duration delay) {
        renewalInfoAfter = delay;
        return this;
    }

    /** Whether it says when to renew at all. Default: yes. */
    public synchronized Rules suggests(boolean on) {
        suggests = on;
        return this;
    }

    /** A page that says why the window is what it is. Default: none. */
    public synchronized Rules explanation(URI page) {
        explanation = page;
        return this;
    }

    /** Another maximum for a limit. */
    public synchronized Rules most(Limit limit, int most) {
        this.most.put(limit, most);
        return this;
    }

    synchronized Map<String, Duration> lifetimes() {
        return new LinkedHashMap<>(lifetimes);
    }

    synchronized Duration backdateOf(Duration lifetime) {
        Duration tenth = lifetime.dividedBy(10);
        return backdate.compareTo(tenth) < 0 ? backdate : tenth;
    }

    synchronized Map<String, byte[]> externalAccounts() {
        return externalAccounts;
    }

    synchronized int processing() {
        return processing;
    }

    synchronized Optional<Duration> pollAfter() {
        return Optional.ofNullable(pollAfter);
    }

    synchronized boolean reuseAuthorizations() {
        return reuse;
    }

    synchronized boolean replaceExpired() {
        return expiredReplaced;
    }

    synchronized List<String> alternates() {
        return alternates;
    }

    synchronized Window window(X509Certificate certificate) {
        return window.apply(certificate);
    }

    synchronized Duration renewalInfoAfter() {
        return renewalInfoAfter;
    }

    synchronized boolean suggests() {
        return suggests;
    }

    synchronized Optional<URI> explanation() {
        return Optional.ofNullable(explanation);
    }

    synchronized int most(Limit limit) {
        return most.getOrDefault(limit, limit.most());
    }
}

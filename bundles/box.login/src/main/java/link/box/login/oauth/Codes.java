package link.box.login.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import link.box.login.account.Secret;

/** Codes that apps swap for tokens (RFC 6749, section 4.1.2): good once, for 60 s, and remembered for longer to see a second use. */
public final class Codes {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int MAX = 64;

    private final LongSupplier nanos;
    private final Fleeting<Code> codes;

    /**
     * A person lets an app do what it asks for.
     *
     * @param era how often something had been taken back by then
     */
    record Consent(String user, Instant authenticated, AuthorizationRequest request, long era) {
    }

    /** @param given the family of tokens that it was swapped for */
    record Code(Consent consent, long made, boolean spent, Optional<String> given) {
    }

    public Codes(LongSupplier nanos) {
        this.nanos = nanos;
        this.codes = new Fleeting<>(nanos, MEMORY, MAX);
    }

    String make(Consent consent) {
        String code = Secret.fresh(32);
        codes.put(Token.hash(code), new Code(consent, nanos.getAsLong(), false, Optional.empty()));
        return code;
    }

    /** @return as it was before this, its only use */
    synchronized Optional<Code> spend(String code) {
        String hash = Token.hash(code);
        Optional<Code> found = codes.get(hash);
        found.ifPresent(each -> codes.put(hash, new Code(each.consent, each.made, true, each.given)));
        return found;
    }

    void gave(String code, Code before, String family) {
        codes.put(Token.hash(code), new Code(before.consent, before.made, true, Optional.of(family)));
    }

    boolean good(Code code) {
        return !code.spent && nanos.getAsLong() - code.made <= LIFE.toNanos();
    }
}

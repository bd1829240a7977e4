package link.box.login.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import link.box.login.account.Secret;

/**
 * The tokens that follow from one consent in one browser, each by refreshing with the one before. Of each only the hash is kept.
 *
 * @param id stands in each refresh token, so that an old one still shows what it belongs to
 * @param authenticated when the person last typed the password before consenting
 * @param ends when it ends unless it is refreshed
 * @param refresh hash of the refresh token that is good
 * @param previous hash of the one before; empty at first
 * @param rotated since when {@code refresh} is good
 */
record Family(String id, Scopes scopes, Instant authenticated, Instant created, Instant ends, String refresh, String previous,
        Instant rotated, List<Access> accesses) {
    static final Duration ACCESS = Duration.ofSeconds(1800);
    static final Duration IDLE = Duration.ofDays(90);
    static final Duration LONGEST = Duration.ofDays(365);
    static final Duration GRACE = Duration.ofSeconds(30);
    private static final int ACCESSES = 4;
    private static final String REFRESH_PREFIX = "bxr_";
    private static final int ID_BYTES = 9;
    private static final int ID_CHARS = 12;
    private static final int TOKEN_CHARS = 47;

    /** A token for requests. */
    record Access(String hash, Instant ends) {
    }

    Family {
        accesses = List.copyOf(accesses);
    }

    static Family fresh(Scopes scopes, Instant authenticated, Instant now) {
        return new Family(Secret.fresh(ID_BYTES), scopes, authenticated, now, now.plus(IDLE), "", "", now, List.of());
    }

    /** @return of which family a refresh token says to be; empty if it is none */
    static Optional<String> id(String token) {
        return token.length() == TOKEN_CHARS && token.startsWith(REFRESH_PREFIX)
                ? Optional.of(token.substring(REFRESH_PREFIX.length(), REFRESH_PREFIX.length() + ID_CHARS)) : Optional.empty();
    }

    String refreshToken() {
        return REFRESH_PREFIX + id + Secret.fresh(32 - ID_BYTES);
    }

    /** A clock that is behind must not bring the end nearer: when it is right again, it would be over. */
    Family rotate(String token, String before, Instant now) {
        Instant last = created.plus(LONGEST);
        Instant idle = now.plus(IDLE).isAfter(ends) ? now.plus(IDLE) : ends;
        return new Family(id, scopes, authenticated, created, idle.isBefore(last) ? idle : last, Token.hash(token), before, now, accesses);
    }

    /** The oldest gives way when there are too many. */
    Family with(String token, Instant now) {
        List<Access> next = new ArrayList<>(accesses);
        next.removeIf(each -> !each.ends.isAfter(now));
        next.subList(0, Math.max(0, next.size() - ACCESSES + 1)).clear();
        Instant end = now.plus(ACCESS);
        next.add(new Access(Token.hash(token), end.isBefore(ends) ? end : ends));
        return new Family(id, scopes, authenticated, created, ends, refresh, previous, rotated, next);
    }

    Family without(String scope) {
        return new Family(id, scopes.without(scope), authenticated, created, ends, refresh, previous, rotated, accesses);
    }

    boolean living(Instant now) {
        return now.isBefore(ends);
    }

    @Override
    public String toString() {
        return "family";
    }
}

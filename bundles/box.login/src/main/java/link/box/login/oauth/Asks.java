package link.box.login.oauth;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import link.box.login.account.Secret;

/**
 * What apps ask for while the person still has to log in. The login page says it too, so logging in there is consenting; the random id
 * stands in that page only, and the browser is known by a cookie, so that no other login counts.
 */
public final class Asks {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MAX = 64;
    private static final Pattern BROWSER = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Fleeting<Ask> asks;

    private record Ask(String query, String browser) {
    }

    public Asks(LongSupplier nanos) {
        this.asks = new Fleeting<>(nanos, LIFE, MAX);
    }

    /** @return the browser's cookie if it has one of that form, or else a new one */
    public static String browser(String shown) {
        return BROWSER.matcher(shown).matches() ? shown : Secret.fresh(32);
    }

    /** @return the id */
    public String keep(AuthorizationRequest request, String cookie) {
        String id = Secret.fresh(32);
        asks.put(Token.hash(id), new Ask(request.query(), Token.hash(cookie)));
        return id;
    }

    /** @return whether this browser was asked for exactly this under that id; good once */
    boolean matches(String id, AuthorizationRequest request, String cookie) {
        Optional<Ask> kept = asks.take(Token.hash(id));
        return kept.isPresent() && kept.get().query.equals(request.query()) && Token.same(kept.get().browser, Token.hash(cookie));
    }
}

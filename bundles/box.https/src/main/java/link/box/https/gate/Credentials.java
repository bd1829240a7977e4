package link.box.https.gate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.Credential;
import link.box.api.access.Credential.Kind;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** The token that a request shows. One that was sent on purpose counts alone: a cookie comes along with anything. */
final class Credentials {
    static final String COOKIE = "__Host-bx";
    private static final String NAME = COOKIE + "=";
    private static final String BEARER = "Bearer ";
    private static final int MAX = 1024;
    private static final Set<String> SELF = Set.of("same-origin", "none");

    /** A token and how it was shown. */
    record Shown(Kind kind, String token) {
        @Override
        public String toString() {
            return kind.toString();
        }
    }

    private Credentials() {
    }

    static Optional<Credential> of(Visit visit, Origins origin) {
        return of(visit.headers(), visit.tickets(), visit.method(), origin).map(shown -> new Credential(shown.kind(), shown.token(),
                Optional.ofNullable(visit.headers().get(HttpHeader.ORIGIN)), visit.from(), visit.host().name(), visit.method(),
                visit.path()));
    }

    static Optional<Shown> of(HttpFields headers, Tickets tickets, String method, Origins origin) {
        if (origin == Origins.FOREIGN) {
            return Optional.empty();
        }
        if (headers.contains(HttpHeader.AUTHORIZATION)) {
            return bearer(headers).map(token -> new Shown(Kind.BEARER, token));
        }
        if (!tickets.found().isEmpty()) {
            return tickets.found().size() == 1 && method.equals("GET")
                    ? fit(tickets.found().get(0)).map(token -> new Shown(Kind.TICKET, token)) : Optional.empty();
        }
        return origin == Origins.OWN && !embedded(headers)
                ? cookie(headers).map(token -> new Shown(Kind.SESSION, token)) : Optional.empty();
    }

    /** A page elsewhere wants it as a part of itself, be it of a sibling in the same zone: SameSite=Lax does not see that. */
    private static boolean embedded(HttpFields headers) {
        String site = headers.get("Sec-Fetch-Site");
        return site != null && !SELF.contains(site) && !"navigate".equals(headers.get("Sec-Fetch-Mode"));
    }

    private static Optional<String> bearer(HttpFields headers) {
        List<String> all = headers.getValuesList(HttpHeader.AUTHORIZATION);
        return all.size() == 1 && all.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? fit(all.get(0).substring(BEARER.length()).trim()) : Optional.empty();
    }

    /** Two cookies of our name: one of them was planted, and it does not show which. */
    private static Optional<String> cookie(HttpFields headers) {
        String found = null;
        for (String line : headers.getValuesList(HttpHeader.COOKIE)) {
            for (String each : line.split(";")) {
                String cookie = each.trim();
                if (cookie.startsWith(NAME)) {
                    if (found != null) {
                        return Optional.empty();
                    }
                    found = cookie.substring(NAME.length());
                }
            }
        }
        return Optional.ofNullable(found).flatMap(Credentials::fit);
    }

    private static Optional<String> fit(String token) {
        return Optional.of(token).filter(text -> !text.isEmpty() && text.length() <= MAX);
    }
}

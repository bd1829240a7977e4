package link.box.https.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import link.box.api.access.Credential;
import link.box.api.access.Credential.Kind;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** The session token in a request. */
final class Credentials {
    static final String COOKIE = "__Host-bx";
    private static final String BEARER = "Bearer ";
    private static final int MAX = 512;

    private Credentials() {
    }

    static Optional<Credential> of(Visit visit, Origins origin) {
        HttpFields headers = visit.headers();
        return switch (origin) {
            case OWN -> bearer(headers).map(token -> shown(visit, Kind.BEARER, token))
                    .or(() -> cookie(headers).map(token -> shown(visit, Kind.SESSION, token)));
            case APP -> bearer(headers).map(token -> shown(visit, Kind.BEARER, token));
            case FOREIGN -> Optional.empty();
        };
    }

    private static Credential shown(Visit visit, Kind kind, String token) {
        return new Credential(kind, token, Optional.ofNullable(visit.headers().get(HttpHeader.ORIGIN)), visit.from(), visit.host().name(),
                visit.method(), visit.path());
    }

    private static Optional<String> bearer(HttpFields headers) {
        List<String> all = headers.getValuesList(HttpHeader.AUTHORIZATION);
        return all.size() == 1 && all.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? fit(all.get(0).substring(BEARER.length()).trim()) : Optional.empty();
    }

    /** Two cookies of our name: one of them was planted, and it does not show which. */
    private static Optional<String> cookie(HttpFields headers) {
        List<String> found = headers.getValuesList(HttpHeader.COOKIE).stream().flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::trim).filter(each -> each.startsWith(COOKIE + "=")).toList();
        return found.size() == 1 ? fit(found.get(0).substring(COOKIE.length() + 1)) : Optional.empty();
    }

    private static Optional<String> fit(String token) {
        return Optional.of(token).filter(text -> !text.isEmpty() && text.length() <= MAX);
    }
}

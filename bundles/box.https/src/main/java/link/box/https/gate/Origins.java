package link.box.https.gate;

import java.util.List;
import java.util.Set;
import link.box.api.access.Access;
import link.box.https.hosts.Host;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** From which page a request was made, and what follows from it (RFC 6454; Fetch Metadata). */
enum Origins {
    /** Of the Box itself, or of a program that is no browser. */
    OWN,
    /** Of an app that may use the Box's API, on the API: its token counts, cookies do not. */
    APP,
    /** Of any other page: nothing it sends along counts. */
    FOREIGN;

    static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String SITE = "Sec-Fetch-Site";
    private static final List<String> API = List.of("/d/", "/box/v1/", "/api/", "/users/v1/");

    static Origins of(Visit visit, Access access) {
        // most have none
        return visit.headers().contains(HttpHeader.ORIGIN)
                ? of(visit.headers().getValuesList(HttpHeader.ORIGIN), visit.path(), visit.host(), access) : OWN;
    }

    static Origins of(List<String> origins, String path, Host host, Access access) {
        if (origins.isEmpty()) {
            return OWN;
        }
        if (origins.size() > 1) {
            return FOREIGN;
        }
        return origins.get(0).equals(host.origin()) ? OWN : api(path) && access.granted(origins.get(0)) ? APP : FOREIGN;
    }

    /** Whether it is for apps; all else is for people. */
    static boolean api(String path) {
        return API.stream().anyMatch(path::startsWith) || path.equals(Gate.PING);
    }

    /** Whether a request of this origin may change something; what may not change anything always may come. */
    boolean may(String method, HttpFields headers) {
        if (SAFE.contains(method)) {
            return true;
        }
        if (headers.contains(HttpHeader.ORIGIN)) {
            return this != FOREIGN;
        }
        String site = headers.get(SITE);
        return site == null ? !headers.contains(HttpHeader.COOKIE) : site.equals("same-origin");
    }
}

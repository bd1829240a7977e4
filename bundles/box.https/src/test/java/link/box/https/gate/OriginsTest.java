package link.box.https.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import link.box.https.FakeAccess;
import link.box.https.hosts.Host;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private static final Host HOST = Host.parse("abc.box.test:8443").orElseThrow();
    private final FakeAccess access = new FakeAccess();

    @ParameterizedTest
    @CsvSource({
        "https://abc.box.test:8443, /login, OWN",
        "https://app.link.test, /users/v1/login, APP",
        "https://app.link.test, /ping, APP",
        "https://app.link.test, /login, FOREIGN",
        "https://app.link.test, /d/lamp/, APP",
        "https://app.link.test, /box/v1/origins, APP",
        "https://app.link.test, /api/x, APP",
        "https://app.link.test, /d, FOREIGN",
        "https://app.link.test, /users/v1x, FOREIGN",
        "https://abc.box.test, /login, FOREIGN",
        "http://abc.box.test:8443, /login, FOREIGN",
        "https://remote.abc.box.test:8443, /login, FOREIGN",
        "https://abc.box.test:8443.evil.example, /login, FOREIGN",
        "null, /login, FOREIGN",
        "null, /users/v1/login, FOREIGN",
        "'', /login, FOREIGN"})
    void an_origin_is_our_own_an_apps_or_foreign(String origin, String path, Origins expected) {
        assertEquals(expected, Origins.of(List.of(origin), path, HOST, access));
    }

    @ParameterizedTest
    @CsvSource({
        // method, Origin, Sec-Fetch-Site, Cookie, may
        "POST, https://abc.box.test:8443, '', __Host-bx=1, true",
        "POST, https://abc.box.test:8443, same-site, '', true",
        "POST, https://evil.example, '', '', false",
        "POST, https://evil.example, same-origin, '', false",
        "POST, null, same-origin, '', false",
        "PUT, https://other.box.test, same-site, __Host-bx=1, false",
        "DELETE, https://abc.box.test, '', '', false",
        "POST, '', same-origin, __Host-bx=1, true",
        "POST, '', same-site, __Host-bx=1, false",
        "POST, '', cross-site, '', false",
        "POST, '', none, '', false",
        "POST, '', '', '', true",
        "POST, '', '', __Host-bx=1, false",
        "POST, '', '', any=1, false",
        "GET, https://evil.example, cross-site, __Host-bx=1, true",
        "HEAD, null, '', '', true"})
    void only_the_own_pages_and_programs_without_cookies_may_change_something(String method, String origin, String site, String cookie,
            boolean may) {
        HttpFields.Mutable headers = HttpFields.build();
        put(headers, "Origin", origin);
        put(headers, "Sec-Fetch-Site", site);
        put(headers, "Cookie", cookie);
        Origins found = Origins.of(headers.getValuesList("Origin"), "/login", HOST, access);
        assertEquals(may, found.may(method, headers));
    }

    private static void put(HttpFields.Mutable headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }
}

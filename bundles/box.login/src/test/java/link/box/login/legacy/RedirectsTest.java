package link.box.login.legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private final Redirects redirects = new Redirects(Set.of("https://app.link.test", "https://other.example:8443"));

    @ParameterizedTest
    @CsvSource({
        "https://app.link.test, https://app.link.test/?session_token=T",
        "https://app.link.test/, https://app.link.test/?session_token=T",
        "https://app.link.test:443/, https://app.link.test:443/?session_token=T",
        "https://app.link.test/a/b?c=d, https://app.link.test/a/b?c=d&session_token=T",
        "https://app.link.test/?, https://app.link.test/?session_token=T",
        "https://app.link.test?a, https://app.link.test/?a&session_token=T",
        "https://app.link.test/#users/login, https://app.link.test/?session_token=T",
        "https://app.link.test/?a=b#c?d#e, https://app.link.test/?a=b&session_token=T",
        "https://other.example:8443/x, https://other.example:8443/x?session_token=T"})
    void a_known_app_gets_the_token_in_the_query(String url, String expected) {
        assertEquals(expected, redirects.target(url).orElseThrow().with("T"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/", "//app.link.test/", "///app.link.test/", "http://app.link.test/", "HTTPS://app.link.test/", "https:app.link.test/",
        "https:/app.link.test/", "https:///app.link.test/", "https:\\\\app.link.test/", "javascript:alert(1)//https://app.link.test/",
        "data:text/html,https://app.link.test", "https://app.link.test@evil.example/", "https://app.link.test:x@evil.example/",
        "https://user@app.link.test/", "https://@app.link.test/", "https://evil.example/https://app.link.test/",
        "https://evil.example#@app.link.test/", "https://evil.example\\@app.link.test/", "https://app.link.test\\@evil.example/",
        "https://app.link.test\\.evil.example/", "https://app.link.test.evil.example/", "https://app.link.testevil.example/",
        "https://evilapp.link.test/", "https://x.app.link.test/", "https://link.test/", "https://app.link.test./",
        "https://app.link.test:8443/", "https://app.link.test:0443/", "https://app.link.test:/", "https://other.example/",
        "https://app\u3002link.test/", "https://app.link.t\u0435st/", "https://app.link.test\u2044evil/", "https://\u00e4pp.link.test/",
        "https://app.link.test/\r\nSet-Cookie: a=b", "https://app.link.test/\n", " https://app.link.test/", "https://app.link.test/ x",
        "\thttps://app.link.test/", "https://app.li\nnk.test/", "https://app.link.test\u0000/", "https://app.link.test%2f@evil.example/",
        "https://app.link.test%00.evil.example/", "https://[::1]/", "https://plain.example/", "http://plain.example/", "https://bad/",
        "https://app.link.test/?session%5Ftoken=theirs", "https://app.link.test/?a=b&%73ession_token=theirs",
        "https://app.link.test/?a=b;session_token=theirs", "https://app.link.test/?session_token", "https://app.link.test/?a=%zz",
        "https://app.link.test/?session_token=theirs", "https://app.link.test/?a=b&session_token=theirs"})
    void l3_nothing_leaves_to_anywhere_else(String url) {
        assertTrue(redirects.target(url).isEmpty());
    }

    @Test
    void nor_to_a_missing_or_endless_one() {
        assertTrue(redirects.target(null).isEmpty());
        assertTrue(redirects.target("https://app.link.test/" + "x".repeat(2048)).isEmpty());
        assertTrue(new Redirects(Set.of()).target("https://app.link.test/").isEmpty());
        assertTrue(new Redirects(Set.of()).target("https:///").isEmpty());
    }
}

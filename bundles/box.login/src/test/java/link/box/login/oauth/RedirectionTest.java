package link.box.login.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectionTest {
    private static final String APP = "https://app.example";

    @ParameterizedTest
    @CsvSource({"/,/?x=1", "/?,/?x=1", "/?a=b,/?a=b&x=1", "/?a=b&,/?a=b&x=1", "/a/b.html,/a/b.html?x=1", "/%C3%BC/,/%C3%BC/?x=1",
        "/?u=https://x/..,/?u=https://x/..&x=1", "/...,/...?x=1"})
    void the_answer_is_added_to_the_query(String page, String answer) {
        assertEquals(Optional.of(APP + answer), Redirection.of(APP + page, APP).map(each -> each.with(Map.of("x", "1"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?x", ".evil/", "@evil/", ":8443/", "//evil", "/a//b", "/.", "/..", "/../", "/a/./b", "/a/..;x/",
        "/%2e%2e/", "/a%2Fb", "/a%5cb", "/a\\b", "/#", "/#x", "/a b", "/\u00fc", "/%", "/%zz", "/<x>", "/\"", "/a\n", "/{x}", "/?a=%g1",
        "/?code=1", "/?a=b&state=1", "/?iss=x", "/?%63ode=1", "/?a;error=1"})
    void what_could_be_read_in_two_ways_is_refused(String rest) {
        assertTrue(Redirection.of(APP + rest, APP).isEmpty());
    }

    @Test
    void a_long_one_is_refused() {
        assertTrue(Redirection.of(APP + "/" + "a".repeat(512 - 20), APP).isPresent());
        assertTrue(Redirection.of(APP + "/" + "a".repeat(512 - 19), APP).isEmpty());
    }

    @Test
    void values_are_escaped() {
        assertEquals(APP + "/?x=a%20b%26c%3Dd%23%2B", Redirection.of(APP + "/", APP).orElseThrow().with(Map.of("x", "a b&c=d#+")));
    }
}

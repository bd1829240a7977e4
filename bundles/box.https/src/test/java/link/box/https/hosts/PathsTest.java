package link.box.https.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/ping", "/d/lamp/", "/d/lamp/a.b/..c", "/users/v1/setup", "/assets/box.css",
        "/a%20b", "/%C3%A4", "/d/x/@~!$&'()*+,=:"})
    void plain_ones_pass(String path) {
        assertTrue(Paths.unambiguous(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "ping", "//", "//d/lamp", "/d//lamp", "/./d", "/d/.", "/d/..", "/../d", "/d/../login", "/%2e%2e/d",
        "/%2E./d",
        "/assets/%2e%2e%2fd", "/d%2flamp", "/d%5clamp", "/d\\lamp", "/login;x=/d", "/;/d", "/d;a", "/%3b", "/%252e", "/%00", "/%0a", "/%1f",
        "/%7f", "/%2", "/%zz", "/a b", "/\u00e4", "/a\"b", "/a|b", "/a?b", "/a#b"})
    void i7_what_somebody_may_read_otherwise_does_not(String path) {
        assertFalse(Paths.unambiguous(path));
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 1_024, 1_025, 4_000, 15_000})
    void a_long_one_is_refused_and_takes_no_stack(int length) {
        boolean passes = length <= 1_024;
        assertEquals(passes, Paths.unambiguous("/" + "a".repeat(length - 1)));
        assertEquals(passes, Paths.unambiguous("/" + "/a".repeat(length / 2).substring(1) + "x".repeat(length % 2)));
    }
}

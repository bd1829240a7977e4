package link.box.https.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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

    @Test
    void it_reads_as_the_pattern_does_that_says_it() {
        Pattern pattern = Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,=:@/-]|%[2-9A-Fa-f][0-9A-Fa-f])*+");
        Pattern trick = Pattern.compile("(?i)//|/\\.{1,2}(?:/|$)|%(?:2e|2f|5c|3b|25|7f)");
        String characters = "aZ09._~!$&'()*+,=:@/-%%%/2fFgG;?# \\\u00e4\u0660\u007f\n";
        Random random = new Random(5);
        int passed = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder path = new StringBuilder("/");
            random.ints(random.nextInt(8), 0, characters.length()).forEach(at -> path.append(characters.charAt(at)));
            boolean expected = pattern.matcher(path).matches() && !trick.matcher(path).find();
            assertEquals(expected, Paths.unambiguous(path.toString()), path.toString());
            passed += expected ? 1 : 0;
        }
        assertTrue(passed > 10_000, passed + " passed");
    }
}

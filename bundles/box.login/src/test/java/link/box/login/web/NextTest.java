package link.box.login.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/d/lamp/", "/d/lamp/?a=b&c=%20d", "/d/a-b/c.d"})
    void a_way_on_inside_the_box_is_kept(String next) {
        assertEquals(next, Next.local(next));
    }

    @Test
    void a_long_way_on_takes_no_stack() {
        String longest = "/" + "a/".repeat(1_023);
        assertEquals(longest, Next.local(longest));
        assertEquals("/", Next.local("/" + "a/".repeat(7_500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "//evil.example", "///evil.example", "/\\evil.example", "\\evil.example", "https://evil.example",
        "https:evil.example", "javascript:alert(1)", "/d\r\nX: y", "/\tevil", "evil", "/d//evil", "/d#x", "/\u2044evil"})
    void w13_any_other_leads_to_the_boxs_page(String next) {
        assertEquals("/", Next.local(next));
    }
}

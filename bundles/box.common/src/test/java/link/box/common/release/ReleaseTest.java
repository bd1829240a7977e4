package link.box.common.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
    private static final String BUNDLE = "{\"name\":\"a.b\",\"version\":\"1.0.0\",\"level\":2,\"feature\":\"box\",\"size\":9,\"sha256\":\""
            + Vendor.SHA256 + "\"}";
    private static final String GOOD = "{\"version\":1,\"channel\":\"stable\",\"sequence\":42,\"released\":\"2026-11-29T00:00:00Z\","
            + "\"expires\":\"2027-02-27T00:00:00Z\",\"launcher\":\"0.1.0\",\"restart\":true,\"downgrades\":[\"a.b\"],\"bundles\":["
            + BUNDLE + "]}";

    @Test
    void what_a_vendor_says_is_what_a_box_reads() throws Exception {
        Release release = new Release("beta", 7, Vendor.RELEASED, Vendor.RELEASED.plusSeconds(1), "1.2.3.x", true, Set.of("b", "a"),
                List.of(Vendor.bundle("b", "1"), Vendor.bundle("a", "2.0.0")));
        assertEquals(release, Release.parse(release.payload()));
        assertArrayEquals(release.payload(), Release.parse(release.payload()).payload());
    }

    @Test
    void a_release_is_read_whole_and_what_a_later_tool_adds_is_left_alone() throws Exception {
        Release release = parse(GOOD.replace("\"restart\"", "\"later\":{},\"restart\""));
        assertEquals(42, release.sequence());
        assertEquals(Set.of("a.b"), release.downgrades());
        assertEquals(new NamedBundle("a.b", "1.0.0", 2, "box", 9, Vendor.SHA256), release.bundles().get(0));
        assertTrue(release.restart());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "\"version\":1,      | \"version\":2,                     | it takes a newer image",
        "\"version\":1,      |                                    | has no \"version\"",
        "\"stable\"          | \"../x\"                           | no name of a channel",
        "\"stable\"          | 5                                  | \"channel\": 5; it should be a text",
        ":42,                | :0,                                | no sequence number",
        ":42,                | :-1,                               | should be a whole number",
        ":42,                | :1e999999999,                      | should be a whole number",
        ":42,                | :4.2,                              | should be a whole number",
        ":42,                | :\"42\",                           | should be a whole number",
        ":42,                | :9999999999999,                    | no sequence number",
        "2027-02-27T         | 2026-01-27T                        | no time to expire",
        "2027-02-27T         | +11111-01-27T                      | no time to expire",
        "2027-02-27T         | yesterday                          | should be a time",
        "2026-11-29T         | 1970-01-01T                        | no time of a release",
        "\"0.1.0\"           | \"newest\"                         | no version of a launcher",
        "\"0.1.0\"           | \"\"                               | no version of a launcher",
        "\"restart\":true    | \"restart\":\"true\"               | should be true or false",
        "[\"a.b\"]           | [\"c.d\"]                          | not among the bundles",
        "[\"a.b\"]           | [1]                                | should be a list of texts",
        "[\"a.b\"]           | {}                                 | should be a list",
        "\"name\":\"a.b\"    | \"name\":\"a/../b\"                | no symbolic name",
        "\"name\":\"a.b\"    | \"name\":\"\"                      | no symbolic name",
        "\"1.0.0\"           | \"1.x\"                            | no version (of a.b)",
        "\"level\":2         | \"level\":0                        | no start level",
        "\"level\":2         | \"level\":4294967297               | no start level",
        "\"box\"             | \"a b\"                            | no name of a feature",
        "\"size\":9          | \"size\":0                         | no size",
        "\"size\":9          | \"size\":67108865                  | no size",
        "0123456789abcdef    | 0123456789ABCDEF                   | no SHA-256",
        "\"bundles\":[{      | \"bundles\":[1,{                   | should be a list of objects",
        "\"bundles\":[       | \"bundels\":[                      | has no \"bundles\""})
    void what_does_not_keep_the_bounds_is_refused_and_said_why(String what, String by, String why) {
        assertTrue(GOOD.contains(what), what);
        String said = assertThrows(IOException.class, () -> parse(GOOD.replace(what, by == null ? "" : by))).getMessage();
        assertTrue(said.contains(why), said);
    }

    @Test
    void a_release_has_one_to_200_bundles_each_name_once_and_64_megabytes_at_most() {
        refused("no number of bundles", "");
        refused("named twice", BUNDLE + "," + BUNDLE);
        refused("more than 200", bundles(201, 9));
        refused("more than a release may have", bundles(3, 30 << 20));
    }

    @Test
    void two_hundred_small_bundles_are_a_release_that_fits_into_a_document() throws Exception {
        Release release = parse(GOOD.replace("[\"a.b\"]", "[]").replace(BUNDLE, bundles(200, 9)));
        assertEquals(200, release.bundles().size());
        assertTrue(Vendor.sign(release, Vendor.key()).length < SignedDocument.LIMIT);
    }

    @Test
    void a_message_never_carries_much_of_what_was_sent() {
        String sent = GOOD.replace("stable", "\\n".repeat(9) + "x".repeat(9_000));
        String said = assertThrows(IOException.class, () -> parse(sent)).getMessage();
        assertTrue(said.length() < 250 && !said.contains("\n"), said);
    }

    private static void refused(String why, String bundles) {
        String said = assertThrows(IOException.class, () -> parse(GOOD.replace("[\"a.b\"]", "[]").replace(BUNDLE, bundles))).getMessage();
        assertTrue(said.contains(why), said);
    }

    private static String bundles(int count, int size) {
        return IntStream.range(0, count).mapToObj(i -> BUNDLE.replace("a.b", "bundle" + i).replace("\"size\":9", "\"size\":" + size))
                .collect(Collectors.joining(","));
    }

    private static Release parse(String payload) throws IOException {
        return Release.parse(payload.getBytes(StandardCharsets.UTF_8));
    }
}

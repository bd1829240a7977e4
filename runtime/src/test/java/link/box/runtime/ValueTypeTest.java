package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueTypeTest {
    private static final Map<String, List<String>> ALLOWED = Map.ofEntries(
            Map.entry("text", List.of("a b", "ü")), Map.entry("flag", List.of("true", "false")), Map.entry("port", List.of("1", "65535")),
            Map.entry("integer(2..5)", List.of("2", "5")), Map.entry("choice(sha1|sha256)", List.of("sha1", "sha256")),
            Map.entry("name", List.of("box.example", "a")), Map.entry("names", List.of("a,b", "a, b.c")),
            Map.entry("address", List.of("192.168.1.2", "fd00::1")), Map.entry("addresses", List.of("10.0.0.1, ::1")),
            Map.entry("endpoint", List.of("h:1", "[::1]:443", "1.2.3.4:53")), Map.entry("endpoints", List.of("h:1,i:2")),
            Map.entry("origin", List.of("https://a", "https://a.b:8443")), Map.entry("origins", List.of("https://a, https://b:1")),
            Map.entry("trust", List.of("ca.pem", "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")), Map.entry("servers", List.of("ns1.box.example", "ns1.box.example=192.0.2.1, ns2.example")), Map.entry("url", List.of("https://a/directory")),
            Map.entry("channel", List.of("https://a/stable", "http://a:8080/x", "/media/usb")), Map.entry("window", List.of("02:00-05:00", "23:30-00:15")),
            Map.entry("text?", List.of("", "x")));
    private static final Map<String, List<String>> REFUSED = Map.ofEntries(
            Map.entry("text", List.of("", "a\u0007")), Map.entry("flag", List.of("yes", "TRUE", "")), Map.entry("port", List.of("0", "65536", "-1", "8o", "99999999999999999999")),
            Map.entry("integer(2..5)", List.of("1", "6", "")), Map.entry("choice(sha1|sha256)", List.of("md5", "SHA1", "sha1|sha256")),
            Map.entry("name", List.of("Box", "a..b", "-a", "a_b.", "a b")), Map.entry("names", List.of("a,,b", ",")),
            Map.entry("address", List.of("host", "1.2.3", "999.1.1.1", "1.2.3.4.5", "fd00:::1", "::g")), Map.entry("addresses", List.of("10.0.0.1,", "x")),
            Map.entry("endpoint", List.of("h", "h:", "h:123456", "h:99999", "h:0")), Map.entry("endpoints", List.of("h:1,,i:2")),
            Map.entry("origin", List.of("http://a", "https://App.example", "https://a/", "https://u@a", "https://", "a")), Map.entry("origins", List.of("https://a,http://b")),
            Map.entry("trust", List.of("", "sha256/@@@", "sha256/xyz")), Map.entry("servers", List.of("ns1=", "ns1=host", "=1.2.3.4", "a,,b")), Map.entry("url", List.of("http://a/x", "ftp://a", "https:///x")),
            Map.entry("channel", List.of("", "media/usb", "ftp://a", "https://a/?x", "file:///x", "http://u@a/x")),
            Map.entry("window", List.of("", "2:00-5:00", "24:00-05:00", "02:00", "02:00-05:60")));

    @Test
    void what_is_allowed_is_accepted() {
        ALLOWED.forEach((type, values) -> values.forEach(value -> assertTrue(ValueType.parse(type).accepts(value), type + " " + value)));
    }

    @Test
    void what_is_not_allowed_is_refused() {
        REFUSED.forEach((type, values) -> values.forEach(value -> assertFalse(ValueType.parse(type).accepts(value), type + " " + value)));
    }

    @Test
    void it_says_what_is_allowed() {
        assertEquals("one of sha1, sha256", AllowedValues.of("choice(sha1|sha256)"));
        assertEquals("a whole number 2 to 5, or empty", AllowedValues.of("integer(2..5)?"));
    }
}

package link.box.common.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {
    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.1", "2001:db8::1, 2001:db8:0:0:0:0:0:1", "[2001:db8::1], 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1",
        "::ffff:192.0.2.1, 192.0.2.1", "::1, 0:0:0:0:0:0:0:1"})
    void an_address_is_read(String text, String address) {
        assertEquals(address, Literal.address(text).getHostAddress());
    }

    /** The JDK takes for a name, and asks a name server for, what begins with neither a hexadecimal digit nor a colon. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".:1", ".", ":", "1", "1.2.3", "256.1.1.1",
        "a.b", "face", "face.b00c", "example:1", "localhost", "[", "[]", "1::2::3", "%1",
        "-1:2", " ::1"})
    void nothing_else_is_looked_up(String text) {
        assertThrows(IllegalArgumentException.class, () -> Literal.address(text));
    }
}

package link.box.nat.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "100.64.7.8", "10.0.0.2", "192.168.178.1"})
    void what_somebody_can_have_is_an_address_also_if_it_is_translated_once_more(String text) throws Exception {
        assertEquals(text, Told.address(text).getHostAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.0.0.0", "0.1.2.3", "127.0.0.1", "224.0.0.1",
            "239.255.0.1", "255.255.255.255", "240.0.0.1", "::1", "::ffff:1.2.3.4",
            "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "localhost", "router.example", "0x7f000001", "16909060"})
    void everything_else_is_none_and_no_name_is_looked_up(String text) {
        assertThrows(IOException.class, () -> Told.address(text));
    }

    @Test
    void zeros_mean_that_there_is_no_connection() {
        assertEquals("it tells 0.0.0.0, so it has no connection",
                assertThrows(IOException.class, () -> Told.address((byte) 0, (byte) 0, (byte) 0, (byte) 0)).getMessage());
    }
}

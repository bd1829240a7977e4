package link.box.login.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import link.box.api.access.ConnectionClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
    @ParameterizedTest
    @CsvSource({"TUNNEL, 203.0.113.7, true", "TUNNEL, [2001:db8:0:0:0:0:0:7], true", "TUNNEL, 127.0.0.1, false",
        "TUNNEL, [0:0:0:0:0:0:0:1], false", "ON_LINK, 192.168.1.7, false"})
    void an_address_outside_is_told_unless_it_is_this_machines(ConnectionClass from, String peer, boolean told) {
        assertEquals(told, new Place(from, peer, "").told());
    }
}

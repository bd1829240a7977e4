package link.box.login.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopesTest {
    @ParameterizedTest
    @CsvSource({"device,device,true", "device,device:lamp,true", "device,device:read,true", "device,users:read,false",
        "device:read,device,false", "device:read,device:lamp,false", "device:lamp,device:door,false",
        "device:lamp users:read,users:read,true"})
    void whether_one_covers_the_other(String held, String asked, boolean covers) {
        assertEquals(covers, Scopes.of(held).orElseThrow().covers(Scopes.of(asked).orElseThrow()));
    }

    @Test
    void an_app_that_does_not_ask_gets_devices() {
        assertEquals("device", Scopes.of("").orElseThrow().toString());
        assertEquals("device:a users:read", Scopes.of("users:read device:a users:read").orElseThrow().toString());
    }

    @Test
    void there_is_an_end_to_what_one_app_can_ask_for() {
        StringBuilder many = new StringBuilder("device:a0");
        for (int i = 1; i < 16; i++) {
            many.append(" device:a").append(i);
        }
        assertTrue(Scopes.of(many.toString()).isPresent());
        assertTrue(Scopes.of(many + " device:a16").isEmpty());
    }

    @Test
    void people_read_words() {
        assertEquals(List.of("use all devices", "use the device \"lamp\"", "look at all devices", "read your name and e-mail address"),
                Scopes.of("device device:lamp device:read users:read").orElseThrow().words());
    }
}
